export * from './keepAnswers.js';
export { movedTo } from './question.js';
export * from './runKept.js';

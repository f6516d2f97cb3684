export * from './keepAnswers.js';
export { keepRecent, type Recent } from './keepRecent.js';
export { movedTo } from './question.js';
export * from './runKept.js';

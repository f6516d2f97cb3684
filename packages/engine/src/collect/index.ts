export * from './collectInteractions.js';
export * from './logAppender.js';
export { cutToBytes, rejectedPayload, rejectedText } from './rejectedPayload.js';
export * from './rejections.js';
export * from './writeKeys.js';

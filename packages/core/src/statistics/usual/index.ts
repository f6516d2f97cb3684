export * from './departure.js';
export {
  APART,
  type DailyCounts,
  type Forecast,
  LEARNT,
  type Look,
  learnUsual,
  lookAtChange,
  type TooLittle,
  type Usual,
} from './usual.js';

export type { DailyCounts } from './dailyCounts.js';
export * from './departure.js';
export {
  APART,
  type Forecast,
  LEARNT,
  type Look,
  learnUsual,
  lookAtChange,
  type TooLittle,
  type Usual,
} from './usual.js';

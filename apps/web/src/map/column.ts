import type { MapStage } from '../api/types.js';
import type { Stage } from '../models/useModel.js';
import type { PeopleBehind } from './links.js';

/** What every part of a stage's column is told. */
export interface ColumnProps {
  stage: MapStage;
  definition: Stage;
  index: number;
  count: number;
  placed: number;
  /** Those who stand here or further. */
  reached: number;
  people: PeopleBehind;
}

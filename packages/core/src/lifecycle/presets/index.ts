import type { Model } from '../schema.js';
import { aidar } from './aidar.js';
import { dynamics } from './dynamics.js';
import { ecommerce } from './ecommerce.js';
import { journey } from './journey.js';
import { relationship } from './relationship.js';

/** The five models that ship, one per text of the mission, in its order. */
export const PRESETS: readonly Model[] = [aidar, ecommerce, dynamics, journey, relationship];

/** The model one sees first where it is in use: the plainest of the presets to read. */
export const FIRST_MODEL = ecommerce.id;

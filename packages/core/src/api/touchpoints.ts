import { z } from 'zod';
import { touchpointsSchema } from '../touchpoints/schema.js';

const count = z.number();

/** The catalogue of a workspace. Version 0 is the presets, before anything was saved. */
export const touchpointsViewSchema = z.object({
  catalogue: touchpointsSchema,
  version: z.number(),
  /** True where it is the presets, as they come with Parcours. */
  presets: z.boolean(),
});

/** What interactions of the last days are, by a catalogue. */
export const touchpointVolumesSchema = z.object({
  days: count,
  /** All of the period. */
  interactions: count,
  /** One customer in so many was looked at, and the counts are scaled back; 1 where all were. */
  oneIn: count,
  /** By touch point, `other` included where anything is; none for a touch point without interactions. */
  each: z.array(
    z.object({
      id: z.string(),
      interactions: count,
      customers: count,
      /** Where: how many different places, and the busiest; none for those who see no personal data. */
      places: z.object({ different: count, top: z.array(z.object({ place: z.string(), interactions: count })) }),
    }),
  ),
  /** The events that fit no touch point, the most frequent first, with the newest of each for those who may see it. */
  unclassified: z.array(
    z.object({
      event: z.string(),
      interactions: count,
      sample: z
        .object({
          type: z.string(),
          properties: z.record(z.string(), z.unknown()),
          context: z.record(z.string(), z.unknown()),
        })
        .nullable(),
    }),
  ),
});

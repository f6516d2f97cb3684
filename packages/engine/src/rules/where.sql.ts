import type { Condition } from '@parcours/core';
import type { Gathering } from './gathering.sql.js';
import { allOf } from './texts.sql.js';
import { comparisonHolds } from './value.sql.js';

/** [RULE-4] The `where` of a leaf, or of a scope, null where it asks nothing; `rows` says of which rows the values are read. */
export const conditionsHold = (
  gathering: Gathering,
  where: readonly Condition[] | undefined,
  rows: string,
): string | null =>
  where === undefined
    ? null
    : allOf(
        where.map((condition) =>
          comparisonHolds(gathering.texts, gathering.value(condition.property, rows), condition),
        ),
      );

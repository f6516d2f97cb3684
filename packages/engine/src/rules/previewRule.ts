import { namesOf, type rulePreviewSchema } from '@parcours/core';
import type { z } from 'zod';
import { namesOfCustomers } from '../customers/customers.sql.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { ruleInWords } from '../models/words.js';
import type { Warehouse } from '../ports.js';
import { askBounded } from '../warehouse/askBounded.js';
import { compileRuleQuery, type RuleQuery } from './compileRule.sql.js';
import { anyLinked } from './interactions.sql.js';
import { refuseWho } from './personal.js';
import { countAll, countSelected } from './previewRule.sql.js';
import { readRule } from './readRule.js';

export type RulePreview = z.infer<typeof rulePreviewSchema>;

/** After this many seconds nobody looks at a preview any more. */
const PATIENCE = 10;
/** @throws DomainError rule.costly (422) */
const select = async (
  warehouse: Warehouse,
  query: RuleQuery,
  maxSeconds: number,
): Promise<{ customers: number; examples: readonly string[] }> => {
  const text = countSelected(query);
  const asked = { text, parameters: query.parameters };
  const [found] = await askBounded<{ customers: number; examples: string[] }>(warehouse, asked, {
    maxSeconds,
    refusal: {
      code: 'rule.costly',
      message: `This rule takes more than ${maxSeconds} seconds, or too much memory, to answer on this history. Ask for fewer conditions, or of a shorter time (within).`,
    },
  });
  return found ?? { customers: 0, examples: [] };
};

export interface PreviewQuestion {
  readonly workspaceId: string;
  readonly draft: unknown;
  /** False for those who see no personal data: they cannot ask for it either [ACCESS-2]. */
  readonly whole?: boolean;
  readonly maxSeconds?: number;
}

/**
 * Whom a rule `{rule}` holds for now, on real history: how many, of how many, and some of them.
 * @throws DomainError rule.invalid, rule.costly (422), personal.rule (403)
 */
export const previewRule = async (
  { sql, warehouse, clock }: ReadPorts,
  { workspaceId, draft, whole = true, maxSeconds = PATIENCE }: PreviewQuestion,
): Promise<RulePreview> => {
  const [{ definitions, keyOf, timezone: zone }, linking] = await Promise.all([
    loadDefinitions({ sql }, workspaceId),
    warehouse.query(anyLinked, { workspace: workspaceId }),
  ]);
  const rule = readRule(draft, definitions);
  refuseWho([rule], whole);
  const query = compileRuleQuery({
    workspaceId,
    rule,
    definitions,
    keyOf,
    zone,
    now: clock.now(),
    linked: linking.length > 0,
  });
  const [{ customers, examples }, [all]] = await Promise.all([
    select(warehouse, query, maxSeconds),
    sql.query<{ customers: number }>(countAll, [workspaceId]),
  ]);
  const named = await sql.query<{ id: string; name: string | null }>(namesOfCustomers, [workspaceId, examples]);
  const nameOf = new Map(named.map(({ id, name }) => [id, name]));
  return {
    words: ruleInWords(rule, namesOf(definitions)),
    customers,
    of: all?.customers ?? 0,
    examples: examples.map((id) => ({ id, name: nameOf.get(id) ?? null })),
  };
};

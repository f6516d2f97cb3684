import type { RuleQuery } from './compileRule.sql.js';

/** How many examples of customers are given. */
const EXAMPLES = 10;

/** How many customers a rule's query selects, and some of them, the same ones each time. */
export const countSelected = ({ text }: RuleQuery): string => `
select toFloat64(count()) as customers, groupArraySorted(${EXAMPLES})(customer) as examples from (${text}
)`;

export const countAll = `select count(*)::float8 as customers from customers where workspace_id = $1`;

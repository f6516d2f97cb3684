import type { Bind } from '../page/statement.js';

/** Some of a workspace's customers. */
export interface Among {
  readonly workspaceId: string;
  /** Standing in this stage of this track (a segment, a persona), each by its key. */
  readonly belongs: readonly { readonly track: string; readonly stage: string }[];
  /** Only these, when not null. */
  readonly among: readonly string[] | null;
}

/** Conditions on the column of a customer's id; `walking` where rows are tested one by one, rather than joined with sets. */
export const amongConditions = (
  { workspaceId, belongs, among }: Among,
  bind: Bind,
  { customer, walking = false }: { readonly customer: string; readonly walking?: boolean },
): string[] => {
  const conditions = belongs.map(
    ({ track, stage }) => `exists (select 1 from positions t where t.workspace_id = ${bind(workspaceId)}
      and t.model = ${bind(track)} and t.stage = ${bind(stage)} and t.customer_id = ${customer})`,
  );
  if (among === null) return conditions;
  const ids = `${bind(among)}::uuid[]`;
  return [...conditions, walking ? `${customer} = any(${ids})` : `${customer} in (select unnest(${ids}))`];
};

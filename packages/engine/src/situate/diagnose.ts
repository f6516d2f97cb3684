import type { Log } from '../ports.js';
import { countInteractions } from '../warehouse/warehouse.sql.js';
import { compareFolded } from './compare.js';
import { type FoldAllPorts, type Folding, foldAll } from './foldAll.js';
import type { RunningEngine } from './runEngine.js';
import * as text from './situate.sql.js';

export interface DiagnosePorts extends FoldAllPorts {
  readonly log: Pick<Log, 'head'>;
  readonly engine: Pick<RunningEngine, 'exclusive' | 'program' | 'reached' | 'settleAll'>;
  readonly clock: { now(): number };
}

export interface Diagnosis {
  readonly differences: number;
  readonly customers: number;
  readonly interactions: number;
  /** The first differences, in words. */
  readonly details: readonly string[];
}

const MOST_DETAILS = 50;

interface Findings {
  differences: number;
  readonly details: string[];
}

const find = (findings: Findings, detail: string): void => {
  findings.differences++;
  if (findings.details.length < MOST_DETAILS) findings.details.push(detail);
};

const examine = async (ports: DiagnosePorts, workspaceId: string, findings: Findings) => {
  const folding: Folding = { workspaceId, program: await ports.engine.program(workspaceId), now: ports.clock.now() };
  const stored = new Set(
    (await ports.operational.query<{ customer_id: string }>(text.readCustomerIds, [workspaceId])).map(
      (row) => row.customer_id,
    ),
  );
  let customers = 0;
  let interactions = 0;
  for await (const folded of foldAll(ports, folding)) {
    for (const { refolded, positions, extra, missing } of await compareFolded(ports, folding, folded)) {
      const { id } = refolded.live;
      if (!stored.delete(id)) find(findings, `${workspaceId}: customer ${id} has a history and is not stored`);
      for (const position of positions)
        find(findings, `${workspaceId}: customer ${id} stands elsewhere on ${position}`);
      if (extra.length > 0 || missing) find(findings, `${workspaceId}: customer ${id} has other movements`);
    }
    customers += folded.refolded.length;
    interactions += folded.interactions;
  }
  for (const id of stored) find(findings, `${workspaceId}: customer ${id} is stored and has no history`);
  const [counted] = await ports.operational.query<{ interactions: number }>(text.countCustomers, [workspaceId]);
  if (counted && counted.interactions !== interactions) {
    find(findings, `${workspaceId}: ${counted.interactions} interactions counted, ${interactions} in the warehouse`);
  }
  return { customers, interactions };
};

/**
 * Checks stores, offsets and positions: everything acknowledged must be situated and in the warehouse, and every
 * customer must stand where a fold of their stored history puts them. Changes nothing.
 */
export const diagnose = async (ports: DiagnosePorts): Promise<Diagnosis> =>
  ports.engine.exclusive(async () => {
    const findings: Findings = { differences: 0, details: [] };
    await ports.engine.settleAll();
    const head = await ports.log.head();
    const reached = ports.engine.reached();
    if (reached.situate < head) find(findings, `situate stands at ${reached.situate}, the log at ${head}`);
    if (reached.warehouse < head) find(findings, `the warehouse stands at ${reached.warehouse}, the log at ${head}`);
    let customers = 0;
    let interactions = 0;
    for (const { id } of await ports.operational.query<{ id: string }>(text.readWorkspaces)) {
      const examined = await examine(ports, id, findings);
      customers += examined.customers;
      interactions += examined.interactions;
    }
    const counts = await ports.warehouse.query<{ interactions: number | string }>(countInteractions);
    const held = counts.reduce((sum, row) => sum + Number(row.interactions), 0);
    if (held !== interactions)
      find(findings, `the warehouse holds ${held} interactions, ${interactions} belong to a customer`);
    return { ...findings, customers, interactions };
  });

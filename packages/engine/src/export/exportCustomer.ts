import { stretchesOf } from '../customers/customers.sql.js';
import { listMovements } from '../customers/listMovements.js';
import { readCustomer } from '../customers/readCustomer.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { resolveCustomer } from '../customers/resolveCustomer.js';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { listLinks } from '../links/listLinks.js';
import type { Sql, Warehouse } from '../ports.js';
import { allInteractionsOf } from './exportCustomer.sql.js';
import { type ExportRow, toSegment } from './toSegment.js';

/** Text in pieces, as it is read: a long history never lies in memory. */
export type Pieces = AsyncGenerator<string, void, undefined>;

const LATEST = 4_102_444_800_000;
const MOVEMENTS_AT_ONCE = 200;

async function* interactionsOf(
  { sql, warehouse }: { readonly sql: Sql; readonly warehouse: Warehouse },
  workspaceId: string,
  customer: string,
): AsyncGenerator<ExportRow[]> {
  const scope = [workspaceId, customer];
  const rows = await sql.query<{ profile_id: string; after: number | null; until: number | null }>(stretchesOf, scope);
  const asked = {
    workspace: workspaceId,
    profiles: rows.map(({ profile_id }) => profile_id),
    afters: rows.map(({ after }) => after ?? -1),
    untils: rows.map(({ until }) => until ?? LATEST),
  };
  for await (const page of warehouse.stream(allInteractionsOf, asked)) yield page as unknown as ExportRow[];
}

async function* movementsOf(ports: ReadPorts, workspaceId: string, customer: string) {
  for (let cursor: string | undefined; ; ) {
    const page = await listMovements(ports, workspaceId, { identifier: customer, limit: MOVEMENTS_AT_ONCE, cursor });
    yield page.items;
    if (page.next === null) return;
    cursor = page.next;
  }
}

/** The items of a list that comes in pages, as the inside of a JSON array. */
async function* listText<Item>(pages: AsyncIterable<readonly Item[]>, textOf: (item: Item) => string): Pieces {
  let first = true;
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield `${first ? '\n    ' : ',\n    '}${page.map(textOf).join(',\n    ')}`;
    first = false;
  }
}

const field = (name: string, value: unknown): string => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`;

/** What each interaction says beyond Segment's shape: whether it came by an import, and who made contact. */
const interactionText = (row: ExportRow): string => {
  const [, , , , , , , , , outbound, imported] = row;
  return JSON.stringify({
    ...toSegment(row),
    madeBy: outbound ? 'organisation' : 'customer',
    cameBy: imported ? 'import' : 'live',
  });
};

/**
 * All that is held of a customer, as one JSON text: identifiers and why they are one person, traits, where they stand,
 * every movement with its why and every interaction, oldest first.
 * @throws DomainError customer.unknown (404), before the first piece
 */
export const exportCustomer = async (ports: ReadPorts, workspaceId: string, identifier: string): Promise<Pieces> => {
  const customer = await readCustomer(ports, workspaceId, identifier);
  const links = await listLinks(ports, workspaceId, customer.id);
  const { id, identifiers, traits, positions, ...known } = customer;
  const { timezone } = await loadDefinitions(ports, workspaceId);
  return (async function* () {
    yield '{\n';
    yield field('format', 'parcours-customer-1');
    yield field('exportedAt', new Date(ports.clock.now()).toISOString());
    yield field('workspace', { id: workspaceId, timezone });
    yield field('id', id) + field('identifiers', identifiers) + field('links', links) + field('traits', traits);
    yield field('summary', known) +
      field(
        'positions',
        positions.map(({ curve, next, ...position }) => position),
      );
    yield '  "movements": [';
    yield* listText(movementsOf(ports, workspaceId, id), (movement) => JSON.stringify(movement));
    yield '\n  ],\n  "interactions": [';
    yield* listText(interactionsOf(ports, workspaceId, id), interactionText);
    yield '\n  ]\n}\n';
  })();
};

/**
 * A customer's interactions in Segment's shape, one to a line: what `parcours import` and others read.
 * @throws DomainError customer.unknown (404), before the first piece
 */
export const exportInteractions = async (
  ports: Pick<ReadPorts, 'sql' | 'warehouse'>,
  workspaceId: string,
  identifier: string,
): Promise<Pieces> => {
  const customer = await resolveCustomer(ports, workspaceId, identifier);
  return (async function* () {
    for await (const page of interactionsOf(ports, workspaceId, customer))
      if (page.length > 0) yield `${page.map((row) => JSON.stringify(toSegment(row))).join('\n')}\n`;
  })();
};

import type { rejectedGroupSchema, rejectedSchema, vocabularySchema } from '@parcours/core';
import type { z } from 'zod';
import type { CustomerItem, CustomersQuery } from '../customers/listCustomers.js';
import type { TimelineItem } from '../customers/listTimeline.js';
import type { MovementView } from '../customers/movement.js';
import type { CustomerView } from '../customers/readCustomer.js';
import { DomainError } from '../ports.js';
import type { RelationshipView } from '../relationship/readRelationship.js';
import type { TouchpointVolumes } from '../touchpoints/countTouchpoints.js';
import { admittedConditions } from '../understand/conditionsIn.js';
import type { ValueList } from '../value/listByValue.js';
import type { Veil } from './veil.js';

type RejectedGroup = z.infer<typeof rejectedGroupSchema>;
type Vocabulary = z.infer<typeof vocabularySchema>;
/** A customer given as an example. */
interface Example {
  readonly id: string;
  readonly name: string | null;
}
interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

/**
 * How customers are seen [ACCESS-2]: as they are, or without anything that tells who they are. Whatever a route shows of
 * single customers passes here, and so does whatever names one in a question.
 */
export interface Sight {
  /** True where personal data is seen. */
  readonly whole: boolean;
  /** The identifier to look up for one that was asked for. @throws DomainError personal.identifier (403) */
  identifier(asked: string): string;
  /** @throws DomainError personal.search, personal.sort, personal.where (403), where.invalid (400) */
  query<Q extends Pick<CustomersQuery, 'q' | 'sort' | 'cursor' | 'where'>>(query: Q): Q;
  /** The question of a list without search: only its cursor needs reading. */
  paging<Q extends { cursor?: string | undefined }>(query: Q): Q;
  customer(customer: CustomerView): CustomerView;
  customers<P extends Page<CustomerItem> & { prev: string | null }>(page: P): P;
  timeline(page: Page<TimelineItem>): Page<TimelineItem>;
  movements(page: Page<MovementView>): Page<MovementView>;
  relationship(told: RelationshipView): RelationshipView;
  rejected(page: Page<z.infer<typeof rejectedSchema>>): Page<z.infer<typeof rejectedSchema>>;
  /** Why events were refused: the newest's words may quote it. */
  reasons(groups: readonly RejectedGroup[]): RejectedGroup[];
  examples<E extends Example>(examples: readonly E[]): E[];
  /** A page of people by name. */
  people(page: Page<Example>): Page<Example>;
  /** What rules can be about: the values seen are customers' own. */
  vocabulary(vocabulary: Vocabulary): Vocabulary;
  /** What is counted by touch point: places are values of interactions, and samples are somebody's. */
  volumes(volumes: TouchpointVolumes): TouchpointVolumes;
  /** Customers by what they are worth. */
  worths(list: ValueList): ValueList;
}

const same = <T>(value: T): T => value;

/** Sees everything. */
export const wholeSight: Sight = {
  whole: true,
  identifier: same,
  query: same,
  paging: same,
  customer: same,
  customers: same,
  timeline: same,
  movements: same,
  relationship: same,
  rejected: same,
  reasons: (groups) => [...groups],
  examples: (examples) => [...examples],
  people: same,
  vocabulary: same,
  volumes: same,
  worths: same,
};

const refuse = (code: string, what: string): DomainError =>
  new DomainError(
    `personal.${code}`,
    403,
    `Your role sees customers without personal data, so it cannot ${what}. An owner can give you another role.`,
  );

/** A property value told apart from others, and not what it is; the empty one is no value. */
const valueOf = (veil: Veil, value: string): string => (value === '' ? '' : veil.mark(value));

const hideMovement = (veil: Veil, movement: MovementView): MovementView => {
  const { rule, cause } = movement.why;
  return {
    ...movement,
    value: valueOf(veil, movement.value),
    why: { rule, cause: cause && { ...cause, messageId: veil.mark(cause.messageId) } },
  };
};

/** Only what is named here is shown: what a customer may hold one day is withheld until somebody decides. */
const hideItem = (veil: Veil, item: CustomerItem): CustomerItem => ({
  id: veil.hide(item.id),
  name: null,
  email: null,
  firstSeen: item.firstSeen,
  lastSeen: item.lastSeen,
  interactions: item.interactions,
  segments: item.segments,
  persona: item.persona,
  relationship: item.relationship,
  positions: item.positions.map((position) => ({ ...position, value: valueOf(veil, position.value) })),
});

const hideCustomer = (veil: Veil, customer: CustomerView): CustomerView => ({
  ...hideItem(veil, customer),
  traits: {},
  identifiers: [],
  positions: customer.positions.map((position) => ({
    ...position,
    value: valueOf(veil, position.value),
    last: hideMovement(veil, position.last),
  })),
});

const hideEntry = (veil: Veil, item: TimelineItem): TimelineItem => {
  if (item.what === 'movement') return { ...item, movement: hideMovement(veil, item.movement) };
  const { what, at, messageId, type, event, touchpoint, outbound } = item;
  const shown = { what, at, messageId: veil.mark(messageId), type, event, touchpoint, outbound };
  return { ...shown, place: null, properties: {} };
};

const withoutValues = (property: Vocabulary['traits'][number]) => ({ ...property, values: [] });

const WITHHELD = 'Withheld: your role sees no personal data.';

/** Sees through a veil: pseudonyms for customers, nothing of what they are called, hold or told. */
export const veiledSight = (veil: Veil): Sight => {
  const sealed = <P extends { next: string | null }>(page: P): P => ({
    ...page,
    next: page.next && veil.seal(page.next),
  });
  const paging = <Q extends { cursor?: string | undefined }>(query: Q): Q =>
    query.cursor === undefined || query.cursor === '' ? query : { ...query, cursor: veil.open(query.cursor) };
  return {
    whole: false,
    identifier: (asked) => {
      const id = veil.reveal(asked);
      if (id === null) throw refuse('identifier', 'open a customer by a name, an address or an identifier');
      return id;
    },
    query: (query) => {
      admittedConditions(query.where, false);
      if (query.q !== undefined && query.q.trim() !== '')
        throw refuse('search', 'search by name, e-mail or identifier');
      if (query.sort === 'name') throw refuse('sort', 'sort by name');
      return paging(query);
    },
    paging,
    customer: (customer) => hideCustomer(veil, customer),
    customers: (page) =>
      sealed({
        ...page,
        prev: page.prev && veil.seal(page.prev),
        items: page.items.map((item) => hideItem(veil, item)),
      }),
    timeline: (page) => sealed({ ...page, items: page.items.map((item) => hideEntry(veil, item)) }),
    movements: (page) => sealed({ ...page, items: page.items.map((item) => hideMovement(veil, item)) }),
    relationship: (told) => ({
      ...told,
      moments: told.moments.map((moment) => ({ ...moment, messageId: veil.mark(moment.messageId) })),
    }),
    rejected: (page) => ({ ...page, items: page.items.map((item) => ({ ...item, message: WITHHELD, payload: '' })) }),
    reasons: (groups) => groups.map((group) => ({ ...group, message: WITHHELD })),
    examples: (examples) => examples.map((example) => ({ ...example, id: veil.hide(example.id), name: null })),
    people: (page) => sealed({ ...page, items: page.items.map(({ id }) => ({ id: veil.hide(id), name: null })) }),
    vocabulary: (vocabulary) => ({
      ...vocabulary,
      events: vocabulary.events.map((event) => ({ ...event, properties: event.properties.map(withoutValues) })),
      traits: vocabulary.traits.map(withoutValues),
    }),
    volumes: (volumes) => ({
      ...volumes,
      each: volumes.each.map((one) => ({ ...one, places: { different: 0, top: [] } })),
      unclassified: volumes.unclassified.map((one) => ({ ...one, sample: null })),
    }),
    worths: (list) =>
      sealed({
        ...list,
        items: list.items.map((item) => ({ ...item, id: veil.hide(item.id), name: null, email: null })),
      }),
  };
};

import { type Fact, newValues } from '../interaction/fact.js';
import type { Json } from '../interaction/interaction.js';

const before = Number.NEGATIVE_INFINITY;

/** In one piece: a text put together from parts holds on to all of them, many times its size. */
const writeFact = ({ time, rank, messageId, event, outbound, values }: Fact): string => {
  const fields = [time, rank, messageId, event, outbound ? 1 : 0];
  return `${JSON.stringify(values ? [...fields, Object.entries(values)] : fields)},`;
};

const valuesOf = (entries: readonly [string, Json][]): Record<string, Json> => {
  const values = newValues();
  for (const [key, value] of entries) values[key] = value;
  return values;
};

const decodeFact = ([time, rank, messageId, event, outbound, entries]: unknown[]): Fact => ({
  time: time as number,
  rank: rank as number,
  messageId: messageId as string,
  event: event as string,
  outbound: outbound === 1,
  values: entries === undefined ? null : valuesOf(entries as [string, Json][]),
});

/** Facts as JSON, each followed by a comma, so that texts are joined by writing one after the other. */
const writeFacts = (facts: readonly Fact[]): string => facts.map(writeFact).join('');

/** Facts from what JSON.parse makes of them. */
export const decodeFacts = (encoded: readonly unknown[][]): Fact[] => encoded.map(decodeFact);

/** The inverse of writeFacts. */
const readFacts = (text: string): Fact[] => decodeFacts(JSON.parse(`[${text.slice(0, -1)}]`) as unknown[][]);

/** The newest facts, as text once written: they are read again only when something late comes between them. */
export class Tail {
  static readonly empty = new Tail(0, before, before, '', null);

  private constructor(
    readonly size: number,
    /** Time of the first and of the last; -Infinity when there is none. */
    readonly from: number,
    readonly to: number,
    private written: string | null,
    private unwritten: readonly Fact[] | null,
  ) {}

  /** @param facts in order */
  static of(facts: readonly Fact[]): Tail {
    return new Tail(facts.length, facts[0]?.time ?? before, facts.at(-1)?.time ?? before, null, facts);
  }

  /** The facts as JSON, each followed by a comma. */
  get text(): string {
    this.written ??= writeFacts(this.unwritten ?? []);
    this.unwritten = null;
    return this.written;
  }

  facts(): readonly Fact[] {
    return this.unwritten ?? readFacts(this.text);
  }

  /** @param facts in order, and later than all before */
  followedBy(facts: readonly Fact[]): Tail {
    const from = this.size === 0 ? (facts[0]?.time ?? before) : this.from;
    const to = facts.at(-1)?.time ?? this.to;
    return new Tail(this.size + facts.length, from, to, this.text + writeFacts(facts), null);
  }
}

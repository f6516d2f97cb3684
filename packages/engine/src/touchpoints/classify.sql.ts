import {
  INTERACTION_TYPES,
  LONGEST_PLACE,
  OTHER_TOUCHPOINT,
  type PlaceField,
  type TouchpointStep,
  type Touchpoints,
  touchpointSteps,
} from '@parcours/core';

/** Which interactions are classified, and what is kept of them. */
export interface RowsAsked {
  readonly catalogue: Touchpoints;
  /** Columns of interactions, besides event and rank. */
  readonly keep: readonly string[];
  /** Where they are read from, with any condition. */
  readonly from: string;
  readonly places: boolean;
}

/** A query whose rows are classified, and what it takes. */
export interface ClassifiedRows {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Texts on their way into a query, each list a parameter; the same list once. */
class Lists {
  readonly #names = new Map<string, string>();
  readonly parameters: Record<string, readonly string[]> = {};

  of(texts: readonly string[]): string {
    const key = JSON.stringify(texts);
    const name = this.#names.get(key) ?? `touchpoint_${this.#names.size}`;
    this.#names.set(key, name);
    this.parameters[name] = texts;
    return `{${name}:Array(String)}`;
  }

  text(text: string): string {
    return `${this.of([text])}[1]`;
  }
}

/** A column of values read out of a JSON text in one go; what is absent reads as ''. */
class Reader {
  readonly #plain: string[] = [];
  readonly #outer: string[] = [];

  constructor(
    private readonly source: 'properties' | 'context',
    private readonly lists: Lists,
  ) {}

  static #place(names: string[], name: string): number {
    const at = names.indexOf(name);
    return at < 0 ? names.push(name) : at + 1;
  }

  /** The value at a path, as text; a key that holds the dot wins [TOUCH-2]. */
  at(path: string): string {
    const literal = `tupleElement(read_${this.source}, ${Reader.#place(this.#plain, path)})`;
    const dot = path.indexOf('.');
    if (dot < 0) return literal;
    const outer = Reader.#place(this.#outer, path.slice(0, dot));
    const below = `tupleElement(below_${this.source}, ${outer})[${this.lists.text(path.slice(dot + 1))}]`;
    return `if(${literal} != '', ${literal}, ${below})`;
  }

  /** What reads them, where any is asked; the type, which holds the names, is bound. */
  get read(): { readonly columns: string[]; readonly parameters: Record<string, string> } {
    const [columns, parameters]: [string[], Record<string, string>] = [[], {}];
    const add = (as: string, names: readonly string[], type: string): void => {
      if (names.length === 0) return;
      columns.push(`JSONExtract(${this.source}, {type_${as}:String}) as ${as}`);
      parameters[`type_${as}`] = `Tuple(${names.map((name) => `\`${name}\` ${type}`).join(', ')})`;
    };
    add(`read_${this.source}`, this.#plain, 'String');
    // Only objects are entered: a map cannot be read out of a list or a text.
    add(`below_${this.source}`, this.#outer, 'Map(String, String)');
    return { columns, parameters };
  }
}

/** The columns of one catalogue while they are gathered: each field is read once, whatever asks for it. */
class Fields {
  readonly lists = new Lists();
  readonly #properties = new Reader('properties', this.lists);
  readonly #context = new Reader('context', this.lists);
  readonly #texts = new Map<string, string>();

  /** The column that holds the text of a field. */
  text(field: string): string {
    const known = this.#texts.get(field);
    if (known) return `text_${[...this.#texts.keys()].indexOf(field)}`;
    this.#texts.set(field, this.#expression(field));
    return `text_${this.#texts.size - 1}`;
  }

  lower(field: string): string {
    return this.text(field).replace('text', 'lower');
  }

  #expression(field: string): string {
    if (field === 'event') return 'event';
    if (field === 'type') return `${this.lists.of(INTERACTION_TYPES)}[rank + 1]`;
    const dot = field.indexOf('.');
    const reader = field.slice(0, dot) === 'context' ? this.#context : this.#properties;
    return `replaceRegexpOne(${reader.at(field.slice(dot + 1))}, '^([\\\\[{])(?s:.*)$', '\\\\1')`;
  }

  /** What reads the values out of properties and context. */
  get reading(): string[] {
    return [...this.#properties.read.columns, ...this.#context.read.columns];
  }

  /** The texts of the fields, of rows that have been read. */
  get texts(): string[] {
    return [...this.#texts.values()].flatMap((expression, at) => [
      `${expression} as text_${at}`,
      `lowerUTF8(text_${at}) as lower_${at}`,
    ]);
  }

  get parameters(): Record<string, unknown> {
    const read = { ...this.#properties.read.parameters, ...this.#context.read.parameters };
    return { ...read, ...this.lists.parameters };
  }
}

/**
 * What ends a query over classified rows. Skipping what earlier branches answered costs more than it spares: for each of a
 * hundred branches, all columns would be copied without the rows that are done.
 */
export const CLASSIFYING = `settings short_circuit_function_evaluation = 'disable'`;

const HOST = `'^[a-z][a-z0-9+.-]*://([^/?#:]*)'`;

/** Steps that follow each other on one field by whole values: one look-up says the touch point, '' for none. */
const lookUp = (steps: readonly TouchpointStep[], fields: Fields): string => {
  const found = new Map<string, string>();
  for (const { values, touchpoint } of steps)
    for (const value of values) if (!found.has(value)) found.set(value, touchpoint);
  const [from, to] = [fields.lists.of([...found.keys()]), fields.lists.of([...found.values()])];
  return `transform(${fields.lower((steps[0] as TouchpointStep).field)}, ${from}, ${to}, '')`;
};

const condition = ({ field, test, values }: TouchpointStep, fields: Fields): string => {
  const value = fields.lower(field);
  if (test === 'exists') return `${value} != ''`;
  if (test === 'startsWith') {
    const starts = fields.lists.of(values);
    return `(${values.map((_, at) => `startsWith(${value}, ${starts}[${at + 1}])`).join(' or ')})`;
  }
  if (test === 'contains') return `multiSearchAny(${value}, ${fields.lists.of(values)})`;
  const labels = fields.lists.of(values.map((host) => `.${host}.`));
  return `multiSearchAny(concat('.', extract(${value}, ${HOST}), '.'), ${labels})`;
};

/** Runs of steps that one look-up answers; any other step stands alone. */
const runsOf = (steps: readonly TouchpointStep[]): TouchpointStep[][] => {
  const runs: TouchpointStep[][] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    const first = last?.[0];
    if (last && step.test === 'in' && first?.test === 'in' && first.field === step.field) last.push(step);
    else runs.push([step]);
  }
  return runs;
};

const touchpointExpression = (steps: readonly TouchpointStep[], fields: Fields): string => {
  const branches = runsOf(steps).flatMap((run) => {
    const [step] = run as [TouchpointStep];
    if (step.test === 'in') return [`${lookUp(run, fields)} != ''`, lookUp(run, fields)];
    return [condition(step, fields), fields.lists.text(step.touchpoint)];
  });
  const other = fields.lists.text(OTHER_TOUCHPOINT);
  return branches.length === 0 ? other : `multiIf(${[...branches, other].join(',\n  ')})`;
};

const placeExpression = (asked: readonly PlaceField[], fields: Fields): string => {
  const branches = asked.flatMap(({ field, read }) => {
    const host = `replaceRegexpOne(extract(${fields.lower(field)}, ${HOST}), '^www[.]', '')`;
    const place = read === 'host' ? host : fields.text(field);
    return [`lengthUTF8(${place}) between 1 and ${LONGEST_PLACE} and not match(${place}, '^[\\\\[{]')`, place];
  });
  return `multiIf(${[...branches, `''`].join(', ')})`;
};

/** [TOUCH-3] The place of each touch point that has one, '' where none is told. */
const placesExpression = ({ touchpoints }: Touchpoints, fields: Fields): string => {
  const branches = touchpoints
    .filter(({ active, place }) => active && place.length > 0)
    .flatMap(({ id, place }) => [`touchpoint = ${fields.lists.text(id)}`, placeExpression(place, fields)]);
  return branches.length === 0 ? `''` : `multiIf(${[...branches, `''`].join(',\n  ')})`;
};

/**
 * [TOUCH-1, TOUCH-3] Interactions by a catalogue: what is kept of them, event, rank, touchpoint and, where asked for, place. All
 * that the catalogue says is bound. One layer for each step, so that no expression is repeated within another.
 */
export const classifiedRows = ({ catalogue, keep, from: source, places }: RowsAsked): ClassifiedRows => {
  const fields = new Fields();
  const kept = ['event', 'rank', ...keep];
  const touchpoint = touchpointExpression(touchpointSteps(catalogue), fields);
  const place = places ? placesExpression(catalogue, fields) : null;
  const all = [...kept, ...fields.texts.map((_, at) => `${at % 2 ? 'lower' : 'text'}_${Math.floor(at / 2)}`)];
  const layers = [
    [...kept, ...fields.reading],
    [...kept, ...fields.texts],
    [...(place === null ? kept : all), `${touchpoint} as touchpoint`],
    ...(place === null ? [] : [[...kept, 'touchpoint', `${place} as place`]]),
  ];
  const text = layers.reduce(
    (from, columns, at) => `select ${columns.join(',\n  ')} from ${at === 0 ? from : `(${from}\n)`}`,
    source,
  );
  return { text, parameters: fields.parameters };
};

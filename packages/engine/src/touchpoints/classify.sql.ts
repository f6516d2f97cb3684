import {
  INTERACTION_TYPES,
  LONGEST_PLACE,
  OTHER_TOUCHPOINT,
  type PlaceField,
  type TouchpointStep,
  type Touchpoints,
  touchpointSteps,
} from '@parcours/core';

/** Columns to select from rows that have event, rank, properties and context, and what they take. */
export interface TouchpointColumns {
  readonly columns: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const LISTS = '{touchpoint_lists:Array(Array(String))}';

/** Lists of texts on their way into a query as one parameter; the same list once. */
class Lists {
  readonly all: (readonly string[])[] = [];
  readonly #known = new Map<string, number>();

  of(texts: readonly string[]): string {
    const key = JSON.stringify(texts);
    const at = this.#known.get(key) ?? this.all.push(texts);
    this.#known.set(key, at);
    return `${LISTS}[${at}]`;
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
    return `lowerUTF8(${this.text(field)})`;
  }

  #expression(field: string): string {
    if (field === 'event') return 'event';
    if (field === 'type') return `${this.lists.of(INTERACTION_TYPES)}[rank + 1]`;
    const dot = field.indexOf('.');
    const reader = field.slice(0, dot) === 'context' ? this.#context : this.#properties;
    return `replaceRegexpOne(${reader.at(field.slice(dot + 1))}, '^([\\\\[{])(?s:.*)$', '\\\\1')`;
  }

  get columns(): string[] {
    const texts = [...this.#texts.values()].map((expression, at) => `${expression} as text_${at}`);
    return [...this.#properties.read.columns, ...this.#context.read.columns, ...texts];
  }

  get parameters(): Record<string, unknown> {
    const read = { ...this.#properties.read.parameters, ...this.#context.read.parameters };
    return { ...read, touchpoint_lists: this.lists.all };
  }
}

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
  if (test === 'startsWith') return `arrayExists(start -> startsWith(${value}, start), ${fields.lists.of(values)})`;
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

/** [TOUCH-1, TOUCH-3] A catalogue in SQL: the columns `touchpoint` and, where it is asked for, `place`. All that it says is bound. */
export const touchpointColumns = (catalogue: Touchpoints, { places }: { places: boolean }): TouchpointColumns => {
  const fields = new Fields();
  const told = [`${touchpointExpression(touchpointSteps(catalogue), fields)} as touchpoint`];
  if (places) told.push(`${placesExpression(catalogue, fields)} as place`);
  return { columns: [...fields.columns, ...told].join(',\n  '), parameters: fields.parameters };
};

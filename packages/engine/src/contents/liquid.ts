import type { LiquidFault, LiquidOutput, LiquidReading } from '@parcours/core';
import { type Context, type Emitter, Liquid, LiquidError, Output, type Template, Value } from 'liquidjs';

/** What was read, and what it is filled from. */
interface Parsed extends LiquidReading {
  readonly templates: Template[];
}

/** What Liquid may do in a content: nothing that reads files, repeats without end or prints what is not escaped. */
const TAGS = ['assign', 'if', 'unless', 'case', 'for', 'break', 'continue', 'comment', '#'];
const CLOSED = ['raw', 'sample', 'shuffle', 'escape_once', 'newline_to_br', 'inspect', 'json', 'jsonify', 'raw_json'];

const makeLiquid = (): Liquid => {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: false,
    parseLimit: 200_000,
    renderLimit: 250,
    memoryLimit: 2_000_000,
    relativeReference: false,
    dynamicPartials: false,
    templates: {},
  });
  for (const name of Object.keys(liquid.tags)) if (!TAGS.includes(name)) delete liquid.tags[name];
  for (const name of CLOSED) delete liquid.filters[name];
  return liquid;
};
const liquid = makeLiquid();

/** The filters a content may use. */
export const LIQUID_FILTERS: readonly string[] = Object.keys(liquid.filters).sort();

const childrenOf = (template: Template): readonly Template[] => {
  const walk = template.children?.(false, true);
  if (!walk) return [];
  let step = walk.next();
  while (!step.done) step = walk.next();
  return step.value;
};

const allOf = (templates: readonly Template[]): Template[] =>
  templates.flatMap((one) => [one, ...allOf(childrenOf(one))]);

/** Outputs in their order, each with the tags around it. */
const outputsIn = (templates: readonly Template[], around: readonly string[] = []): [Output, readonly string[]][] =>
  templates.flatMap((one): [Output, readonly string[]][] =>
    one instanceof Output ? [[one, around]] : outputsIn(childrenOf(one), [...around, one.token.getText()]),
  );

const valuesOf = (template: Template): Value[] =>
  [...(template.arguments?.() ?? [])].filter((one): one is Value => one instanceof Value);

const outputOf = ([template, around]: [Output, readonly string[]]): LiquidOutput => {
  const [first] = Object.values(liquid.analyzeSync([template], { partials: false }).variables).flat();
  const { filters } = template.value;
  const variable = first ? pathOf(first.segments).join('.') : '';
  return {
    at: template.token.begin,
    variable,
    fallback: filters.some(({ name }) => name === 'default'),
    guarded: variable !== '' && around.some((tag) => tag.includes(variable)),
  };
};

const pathOf = (segments: readonly unknown[]): string[] => segments.map((one) => (Array.isArray(one) ? '*' : `${one}`));

/** Reads a text as Liquid, or says where it breaks. */
export const readLiquid = (text: string): Parsed | LiquidFault => {
  try {
    const templates = liquid.parse(text);
    const all = allOf(templates);
    const { globals } = liquid.analyzeSync(templates, { partials: false });
    return {
      templates,
      outputs: outputsIn(templates).map(outputOf),
      variables: Object.values(globals)
        .flat()
        .map(({ segments }) => pathOf(segments)),
      filters: all.flatMap(valuesOf).flatMap(({ filters }) => filters.map(({ name }) => name)),
    };
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error;
    return { message: error.message, at: error.token?.begin ?? 0 };
  }
};

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  const text = typeof value === 'object' ? '' : `${value}`;
  return text.replace(/[^\P{Cc}\t\n]/gu, '');
};

class Unfilled extends Error {
  constructor(readonly variable: string) {
    super(variable);
  }
}

/** A Liquid text ready to be filled, for one customer after another. */
export interface LiquidTemplate {
  /** The text filled in, or the variable that has neither a value nor a default. @throws never for what a template says */
  fill(
    scope: Readonly<Record<string, unknown>>,
  ): { readonly text: string } | { readonly unfilled: string } | LiquidFault;
}

const guard = (output: Output, { variable, fallback }: LiquidOutput, told: (text: string) => string): void => {
  output.render = function* (context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const text = textOf(yield output.value.value(context, false));
    if (text.trim() === '' && !fallback) throw new Unfilled(variable);
    emitter.write(told(text));
  };
};

const unfilledIn = (error: unknown): string | null => {
  if (error instanceof Unfilled) return error.variable;
  return error instanceof LiquidError && error.originalError ? unfilledIn(error.originalError) : null;
};

/**
 * Makes a Liquid text ready. `told` writes a value: escaped, for HTML.
 * @throws Error where the text is no Liquid: check it first
 */
export const openTemplate = (text: string, told: (value: string) => string = (value) => value): LiquidTemplate => {
  const reading = readLiquid(text);
  if (!('templates' in reading)) throw new Error(reading.message);
  const outputs = outputsIn(reading.templates);
  for (const [at, [output]] of outputs.entries()) guard(output, reading.outputs[at] as LiquidOutput, told);
  return {
    fill: (scope) => {
      try {
        return { text: liquid.renderSync(reading.templates, scope) };
      } catch (error) {
        const unfilled = unfilledIn(error);
        if (unfilled !== null) return { unfilled };
        if (error instanceof LiquidError) return { message: error.message, at: error.token?.begin ?? 0 };
        throw error;
      }
    },
  };
};

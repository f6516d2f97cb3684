import type { Interaction, Json, JsonObject } from '../interaction/interaction.js';
import { OTHER_TOUCHPOINT, type PlaceField, type Touchpoints, type TouchpointTest } from './schema.js';

/** Where sources declare a touch point, in the order in which they are believed. */
const DECLARING = ['properties.touchpoint', 'context.touchpoint', 'properties.channel', 'context.channel'] as const;

/** One step of a catalogue: if this holds, it is this touch point. Values are in lower case. */
export interface TouchpointStep extends Pick<TouchpointTest, 'field' | 'test' | 'values'> {
  readonly touchpoint: string;
}

/** [TOUCH-1] A catalogue as one list of steps, of which the first that holds names the touch point: what both readings follow. */
export const touchpointSteps = ({ touchpoints }: Touchpoints): TouchpointStep[] => {
  const active = touchpoints.filter((touchpoint) => touchpoint.active);
  const tests = active.flatMap(({ id, tests: own }) => own.map((test) => ({ touchpoint: id, ...test })));
  const steps: TouchpointStep[] = [
    ...DECLARING.flatMap((field) =>
      active.map(({ id, words }): TouchpointStep => ({ touchpoint: id, field, test: 'in', values: [id, ...words] })),
    ),
    ...tests.filter(({ last }) => !last),
    ...tests.filter(({ last }) => last),
  ];
  return steps.map(({ touchpoint, field, test, values }) => ({
    touchpoint,
    field,
    test,
    values: values.map((value) => value.toLowerCase()),
  }));
};

type Told = Pick<Interaction, 'event' | 'type' | 'properties' | 'context'>;

const LOOKS_NESTED = /^[[{]/;

/**
 * [TOUCH-2] A value as text: numbers and booleans as in JSON; of lists, objects and texts that look like them only the
 * first character, that they are there; '' where there is none.
 */
const textOf = (value: Json | undefined): string => {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') return Array.isArray(value) ? '[' : '{';
  if (typeof value === 'number') return String(value).replace('e+', 'e');
  const text = String(value);
  return LOOKS_NESTED.test(text) ? text.slice(0, 1) : text;
};

const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

const read = (told: Told, field: string): string => {
  if (field === 'event' || field === 'type') return told[field];
  const dot = field.indexOf('.');
  const within = field.slice(0, dot) === 'context' ? told.context : told.properties;
  const path = field.slice(dot + 1);
  const literal = textOf(own(within, path));
  const below = path.indexOf('.');
  if (literal !== '' || below < 0) return literal;
  const outer = own(within, path.slice(0, below));
  if (typeof outer !== 'object' || outer === null || Array.isArray(outer)) return '';
  return textOf(own(outer, path.slice(below + 1)));
};

const HOST = /^[a-z][a-z0-9+.-]*:\/\/([^/?#:]*)/;
const hostOf = (text: string): string => HOST.exec(text)?.[1] ?? '';

const holds = ({ test, values }: TouchpointStep, text: string): boolean => {
  if (test === 'exists') return text !== '';
  if (test === 'in') return values.includes(text);
  if (test === 'startsWith') return values.some((start) => text.startsWith(start));
  if (test === 'contains') return values.some((part) => text.includes(part));
  const host = `.${hostOf(text)}.`;
  return values.some((value) => host.includes(`.${value}.`));
};

/** The longest text that is a place, in characters. */
export const LONGEST_PLACE = 200;

const isPlace = (text: string): boolean => text !== '' && !LOOKS_NESTED.test(text) && [...text].length <= LONGEST_PLACE;

/** [TOUCH-3] The first of the fields that tells one. */
const placeOf = (fields: readonly PlaceField[], told: Told): string | null => {
  for (const { field, read: how } of fields) {
    const text = read(told, field);
    const place = how === 'host' ? hostOf(text.toLowerCase()).replace(/^www\./, '') : text;
    if (isPlace(place)) return place;
  }
  return null;
};

/** What an interaction is classified as: the id of a touch point or `other`, and the place where one is told. */
export interface Classified {
  readonly touchpoint: string;
  readonly place: string | null;
}

/** Classifies interactions by a catalogue [TOUCH-1, TOUCH-3]; compiled once for many. */
export const touchpointClassifier = (catalogue: Touchpoints): ((told: Told) => Classified) => {
  const steps = touchpointSteps(catalogue);
  const places = new Map(catalogue.touchpoints.map(({ id, place }) => [id, place]));
  return (told) => {
    const texts = new Map<string, string>();
    const lowerOf = (field: string): string => {
      const known = texts.get(field) ?? read(told, field).toLowerCase();
      texts.set(field, known);
      return known;
    };
    const touchpoint = steps.find((step) => holds(step, lowerOf(step.field)))?.touchpoint ?? OTHER_TOUCHPOINT;
    return { touchpoint, place: placeOf(places.get(touchpoint) ?? [], told) };
  };
};

import {
  type Attribution,
  attributing,
  type attributionQuerySchema,
  type attributionSchema,
  type Did,
  ENOUGH_CONVERSIONS,
  type Journey,
  OTHER_STEPS,
  type Rule,
} from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { exactDuration } from '../page/exactDuration.js';
import { DomainError } from '../ports.js';
import { readRule } from '../rules/readRule.js';
import { askScoped, readScope, refusePersonal, type Scoped, toldPeriod } from '../understand/scope.js';
import { type JourneysAsked, journeysOf, MOST_DIFFERENT, originsOf } from './journeys.sql.js';
import { directOf } from './touches.sql.js';

export type AttributionQuery = z.infer<typeof attributionQuerySchema>;
export type AttributionAnswer = z.infer<typeof attributionSchema>;

export interface AttributionAsked {
  readonly workspaceId: string;
  readonly query: AttributionQuery;
  /** False for those who see no personal data. */
  readonly whole: boolean;
}

type Act = Pick<Did, 'event' | 'where'>;

/** The acts a rule names: one, or any of several; what asks for more than the act itself is none. */
const actsOf = (rule: Rule): Act[] | null => {
  if ('any' in rule) {
    const parts = rule.any.map(actsOf);
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  if (!('did' in rule)) return null;
  const { event, where, atLeast = 1, atMost, within } = rule.did;
  return atLeast === 1 && atMost === undefined && within === undefined ? [{ event, where }] : null;
};

/** @throws DomainError rule.invalid (422), conversion.act (400) */
const conversionsOf = ({ conversion }: AttributionQuery, { live }: Scoped): Act[] => {
  const given: Rule = 'rule' in conversion ? conversion.rule : { did: conversion };
  const acts = actsOf(readRule({ rule: given }, live.definitions));
  if (acts) return acts;
  const message =
    'A conversion is a single act here: “did” an event, with conditions on its properties, or any of several.';
  throw new DomainError('conversion.act', 400, `${message} How often, and within which time, cannot be asked.`);
};

export const readAsked = async (
  ports: ReadPorts,
  { workspaceId, query, whole }: AttributionAsked,
): Promise<JourneysAsked> => {
  const { period, persona, segment, where } = query;
  const scoped = await readScope(ports, { workspaceId, scope: { period, persona, segment, where }, whole });
  const conversions = conversionsOf(query, scoped);
  refusePersonal(
    [query.value, ...conversions.flatMap((act) => (act.where ?? []).map(({ property }) => property))],
    whole,
  );
  return {
    ...{ scoped, conversions, value: query.value, by: query.by },
    lookback: exactDuration(query.lookback, 'lookback'),
    sessionGap: exactDuration(query.sessionGap, 'sessionGap'),
    halfLife: exactDuration(query.halfLife, 'halfLife'),
  };
};

interface Row {
  readonly names: readonly number[];
  readonly conversions: number;
  readonly value: number;
  readonly nulls: number;
  readonly decayed: readonly number[];
  readonly decayedValue: readonly number[];
}

/** The names told apart, and how many there are. */
export const readNames = async (
  { warehouse }: ReadPorts,
  asked: JourneysAsked,
  top: number,
): Promise<{ names: string[]; different: number }> => {
  const { text, parameters } = originsOf(asked);
  const found = await askScoped<{ name: string; different: number }>(warehouse, {
    text,
    parameters: { ...parameters, top },
  });
  const names = new Set([...found.map(({ name }) => name), directOf(asked.by)]);
  return { names: [...names], different: found[0]?.different ?? 0 };
};

/** What journeys are numbered by. */
export const numbersOf = (names: readonly string[], { by }: JourneysAsked) => ({
  names,
  direct: names.indexOf(directOf(by)) + 1,
});

/** @throws DomainError attribution.many (422) */
const readJourneys = async (
  { warehouse }: ReadPorts,
  asked: JourneysAsked,
  names: readonly string[],
): Promise<Row[]> => {
  const query = journeysOf(asked);
  const rows = await askScoped<Row>(warehouse, {
    ...query,
    parameters: { ...query.parameters, ...numbersOf(names, asked) },
  });
  if (rows.length <= MOST_DIFFERENT) return rows;
  const message =
    'There are too many different journeys to compare. Ask for fewer channels (top), or a shorter period.';
  throw new DomainError('attribution.many', 422, message);
};

/** All beyond the names told apart bear the same one. */
const journeyOf = (row: Row, names: readonly string[]): Journey => ({
  touches: row.names.map((number) => names[number - 1] ?? OTHER_STEPS),
  conversions: row.conversions,
  value: row.value,
  nulls: row.nulls,
  decayed: { conversions: row.decayed, value: row.decayedValue },
});

const rowsOf = ({ shared, markov, touches }: Attribution): AttributionAnswer['rows'] =>
  [...touches]
    .map(([name, times]) => ({
      name,
      touches: times,
      credits: {
        ...Object.fromEntries(
          [...shared].map(([model, credits]) => [model, credits.get(name) ?? { conversions: 0, value: 0 }]),
        ),
        ...Object.fromEntries(
          [...markov].map(([model, { channels }]) => {
            const { conversions = 0, value = 0 } = channels.find(({ channel }) => channel === name) ?? {};
            return [model, { conversions, value }];
          }),
        ),
      },
      removal: Object.fromEntries(
        [...markov].map(([model, { channels }]) => [
          model,
          channels.find(({ channel }) => channel === name)?.removal ?? 0,
        ]),
      ),
    }))
    .sort((a, b) => b.touches - a.touches || (a.name < b.name ? -1 : 1));

/**
 * What the conversions of a period are credited to: by rules (first, last, linear, time decay, position) and by Markov chains with
 * removal effects, side by side. A journey is the touches since the conversion before, within the lookback; those that led to none
 * end with the period.
 * @throws DomainError as readScope and askScoped; rule.invalid, attribution.many (422), conversion.act, duration.invalid (400)
 */
export const attributeConversions = async (ports: ReadPorts, asked: AttributionAsked): Promise<AttributionAnswer> => {
  const { query } = asked;
  const read = await readAsked(ports, asked);
  const { names, different } = await readNames(ports, read, query.top);
  const rows = await readJourneys(ports, read, names);
  const { first, last } = query.position;
  const attribution = attributing(query.models, { halfLife: read.halfLife, ends: [first, last] });
  for (const row of rows) attribution.add(journeyOf(query.nulls ? row : { ...row, nulls: 0 }, names));
  const ended = attribution.end();
  const untouched = rows.find((row) => row.names.length === 0);
  return {
    period: toldPeriod(read.scoped),
    ...{ journeys: ended.journeys, conversions: ended.conversions, value: ended.value },
    untouched: { conversions: untouched?.conversions ?? 0, value: untouched?.value ?? 0 },
    enough: ENOUGH_CONVERSIONS,
    names: different,
    rows: rowsOf(ended).filter((row) => row.touches > 0),
  };
};

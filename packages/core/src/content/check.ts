import type { Problem } from '../lifecycle/problem.js';
import type { LiquidReader, LiquidReading } from './reading.js';
import type { Content } from './schema.js';
import { type ContentText, textsOf } from './texts.js';
import { type KnownVariables, nearestOf, standingOf, variablesOf } from './variables.js';

/** What is wrong with a content: an error keeps it from being saved, a warning does not. */
export interface ContentProblem extends Problem {
  readonly level: 'error' | 'warning';
}

export const contentProblem = (
  level: ContentProblem['level'],
  path: Problem['path'],
  code: string,
  [en, fr]: readonly [en: string, fr: string],
): ContentProblem => ({ level, path, code, message: { en, fr } });

const meant = (name: string, known: readonly string[]): readonly [en: string, fr: string] => {
  const near = nearestOf(name, known);
  return near === null ? ['', ''] : [`; did you mean “${near}”?`, ` ; vouliez-vous dire « ${near} » ?`];
};

const variablesIn = ({ variables }: LiquidReading, path: Problem['path'], known: KnownVariables): ContentProblem[] => {
  const names = variablesOf(known);
  return [...new Map(variables.map((one) => [one.join('.'), one])).entries()].flatMap(([name, one]) => {
    const standing = standingOf(one, known);
    if (standing === 'known') return [];
    const [en, fr] = meant(name, names);
    return standing === 'unseen'
      ? [
          contentProblem('warning', path, 'variable.unseen', [
            `no customer has “${name}”${en}`,
            `aucun client n’a « ${name} »${fr}`,
          ]),
        ]
      : [
          contentProblem('error', path, 'variable.unknown', [
            `there is no variable “${name}”${en}`,
            `il n’y a pas de variable « ${name} »${fr}`,
          ]),
        ];
  });
};

const filtersIn = ({ filters }: LiquidReading, path: Problem['path'], known: readonly string[]): ContentProblem[] =>
  [...new Set(filters)]
    .filter((name) => !known.includes(name))
    .map((name) => {
      const [en, fr] = meant(name, known);
      return contentProblem('error', path, 'filter.unknown', [
        `there is no filter “${name}”${en}`,
        `il n’y a pas de filtre « ${name} »${fr}`,
      ]);
    });

const SAFE = /^(https?:\/\/|mailto:|tel:|\{\{-?\s*links\.(unsubscribe|preferences)\s*-?\}\}$)/i;

/** [CONTENT-3] An address says where it leads before anything of a customer is put into it. */
const addressIn = ({ text, path, address }: ContentText): ContentProblem[] =>
  !address || SAFE.test(text.trim())
    ? []
    : [
        contentProblem('error', path, 'address', [
          'an address begins with https://, mailto: or tel:, or is {{ links.unsubscribe }} or {{ links.preferences }}',
          'une adresse commence par https://, mailto: ou tel:, ou est {{ links.unsubscribe }} ou {{ links.preferences }}',
        ]),
      ];

/**
 * [CONTENT-2] What is wrong with the texts of a content, each with the path of its field: Liquid that cannot be read, variables
 * and filters that are not known, each with the nearest known name, and addresses that could lead anywhere.
 */
export const checkContent = (content: Content, known: KnownVariables, reader: LiquidReader): ContentProblem[] =>
  textsOf(content).flatMap((one) => {
    const reading = reader.read(one.text);
    if (!('outputs' in reading)) {
      const said = reading.message;
      return [contentProblem('error', one.path, 'liquid', [`Liquid: ${said}`, `Liquid : ${said}`])];
    }
    return [
      ...variablesIn(reading, one.path, known),
      ...filtersIn(reading, one.path, reader.filters),
      ...addressIn(one),
    ];
  });

/** Traits a content prints without a default, as paths below `customer`, with the fields that do. */
export const traitsWithoutDefault = (
  content: Content,
  reader: LiquidReader,
): ReadonlyMap<string, readonly Problem['path'][]> => {
  const found = new Map<string, Problem['path'][]>();
  for (const { text, path } of textsOf(content)) {
    const reading = reader.read(text);
    if (!('outputs' in reading)) continue;
    for (const { variable, fallback, guarded } of reading.outputs)
      if (!fallback && !guarded && variable.startsWith('customer.'))
        found.set(variable, [...(found.get(variable) ?? []), path]);
  }
  return found;
};

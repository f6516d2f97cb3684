import {
  type Content,
  type ContentProblem,
  checkContent,
  contentProblem,
  type EmailVariant,
  type KnownVariables,
  type LiquidReader,
  languagesOf,
  snakeOf,
  traitsWithoutDefault,
} from '@parcours/core';
import { type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { modelsOf } from '../models/listModels.js';
import type { Sql } from '../ports.js';
import { compileEmail } from './compileEmail.js';
import { lackingTraits, traitsSeen } from './contents.sql.js';
import { LIQUID_FILTERS, readLiquid } from './liquid.js';

const reader: LiquidReader = { filters: LIQUID_FILTERS, read: readLiquid };

/** What contents of a workspace can name: the traits its customers have, and its models. */
export const knownVariables = async (
  { sql }: { sql: Sql },
  workspaceId: string,
): Promise<KnownVariables & { live: Live }> => {
  const [rows, live] = await Promise.all([
    sql.query<{ name: string }>(traitsSeen, [workspaceId]),
    loadDefinitions({ sql }, workspaceId),
  ]);
  return { traits: rows.map(({ name }) => name).sort(), models: modelsOf(live).map(({ id }) => id), live };
};

interface Lacking {
  readonly name: string;
  readonly customers: number;
  readonly lacking: number;
}

const placesIn = (variable: string, traits: readonly string[]) => {
  const [, name = '', ...below] = variable.split('.');
  const other = traits.find((trait) => trait !== name && snakeOf(trait) === name) ?? name;
  return { name: variable, path: [name, ...below], other: [other, ...below] };
};

/** [CONTENT-4] Who lacks what is printed without a default. */
const lackingIn = async (
  { sql }: { sql: Sql },
  workspaceId: string,
  content: Content,
  { traits }: KnownVariables,
): Promise<ContentProblem[]> => {
  const printed = traitsWithoutDefault(content, reader);
  const own = [...printed.keys()].filter((name) => !/^customer\.(id|user_id|anonymous_id)$/.test(name));
  if (own.length === 0) return [];
  const asked = own.map((variable) => placesIn(variable, traits));
  const rows = await sql.query<Lacking>(lackingTraits, [workspaceId, JSON.stringify(asked)]);
  return rows
    .filter(({ lacking }) => lacking > 0)
    .flatMap(({ name, customers, lacking }) =>
      (printed.get(name) ?? []).map((path) =>
        contentProblem('warning', path, 'variable.lacking', [
          `${lacking} of ${customers} customers have no “${name}”, and would not get this: give a default, {{ ${name} | default: "…" }}`,
          `${lacking} clients sur ${customers} n’ont pas « ${name} » et ne recevraient rien : donnez une valeur par défaut, {{ ${name} | default: "…" }}`,
        ]),
      ),
    );
};

const placesUnknown = ({ stages, personas }: Content, live: Live): ContentProblem[] => {
  const models = modelsOf(live);
  const all = live.definitions.personas;
  const known = all ? [...all.personas, all.fallback].map(({ id }) => id) : [];
  return [
    ...stages.flatMap(({ model, stage }, at) =>
      models.some(({ id, definition }) => id === model && definition.stages.some((one) => one.id === stage))
        ? []
        : [
            contentProblem('warning', ['stages', at], 'stage.unknown', [
              `there is no stage “${stage}” in a model “${model}”`,
              `il n’y a pas d’étape « ${stage} » dans un modèle « ${model} »`,
            ]),
          ],
    ),
    ...personas.flatMap((persona, at) =>
      known.includes(persona)
        ? []
        : [
            contentProblem('warning', ['personas', at], 'persona.unknown', [
              `there is no persona “${persona}”`,
              `il n’y a pas de persona « ${persona} »`,
            ]),
          ],
    ),
  ];
};

const compiledIn = async (content: Content): Promise<ContentProblem[]> => {
  const each = await Promise.all(
    languagesOf(content).map(async (language) => {
      const compiled = await compileEmail(content.variants[language] as EmailVariant, language);
      if (!('problems' in compiled)) return [];
      return compiled.problems.map((one) => ({ ...one, path: ['variants', language, ...one.path] }));
    }),
  );
  return each.flat();
};

/** [CONTENT-2] [CONTENT-3] [CONTENT-4] All that is wrong with a content, errors first, each with the path of its field. */
export const inspectContent = async (
  ports: { sql: Sql },
  workspaceId: string,
  content: Content,
): Promise<ContentProblem[]> => {
  const known = await knownVariables(ports, workspaceId);
  const said = checkContent(content, known, reader);
  const unread = said.some(({ code }) => code === 'liquid');
  const [compiled, lacking] = await Promise.all([
    unread ? [] : compiledIn(content),
    lackingIn(ports, workspaceId, content, known),
  ]);
  const all = [...said, ...compiled, ...placesUnknown(content, known.live), ...lacking];
  return [...all.filter(({ level }) => level === 'error'), ...all.filter(({ level }) => level === 'warning')];
};

import { DomainError } from '../ports.js';
import type { KeptFit } from '../value/keptFits.js';
import type { ValueAsker } from '../value/valueQuestion.js';
import { type Supply, shortOf } from './enough.js';
import type { LearnPorts, RecommendModel } from './fitRecommendations.js';
import { keepRecommendations } from './keepRecommendations.js';
import { measureRecommendations, type RecommendAnswer } from './measureRecommendations.js';
import { selectModel } from './recommend.sql.js';
import { askRecommend, type RecommendQuery, USUAL } from './recommendQuestion.js';

/** A fit that took at most this long, in ms, is made anew whenever something changed; a longer one is left to the night. */
const QUICK = 4_000;

/** The usual answer as kept, made anew where what it is made of has changed and that takes no time; null without interactions. */
export const currentRecommendations = async (
  ports: LearnPorts,
  workspaceId: string,
): Promise<RecommendAnswer | null> => {
  const { operational: sql, warehouse, clock } = ports;
  const [kept] = await sql.query<KeptFit<RecommendAnswer>>(selectModel, [workspaceId]);
  if (kept && kept.took > QUICK) return kept.model;
  const asked = await askRecommend({ sql, warehouse, clock }, { workspaceId, whole: true }, USUAL);
  if (!asked) return null;
  return kept?.mark === asked.mark ? kept.model : keepRecommendations(ports, workspaceId);
};

const isUsual = ({ event, property, by, ...others }: RecommendQuery): boolean =>
  event === USUAL.event &&
  property === USUAL.property &&
  by === USUAL.by &&
  Object.values(others).every((one) => one === undefined);

const NONE: Supply = { customers: 0, products: 0, returning: 0 };
const NOTHING = 'Nothing has been collected or imported here yet: there are no purchases to learn from.';

export const refuseLack = (answer: RecommendAnswer | null): DomainError => {
  const lacks = answer?.is === 'tooLittle' ? answer : { lack: NOTHING, supply: NONE };
  return new DomainError('data.tooLittle', 422, lacks.lack, shortOf(lacks.supply));
};

/**
 * [NEXT-2] Which method is served and how well each one foretells: as kept, or of other purchases or people measured now.
 * @throws DomainError data.tooLittle (422), and as askRecommend
 */
export const readRecommendModel = async (
  ports: LearnPorts,
  asker: ValueAsker,
  query: RecommendQuery,
): Promise<RecommendModel> => {
  const measure = async (): Promise<RecommendAnswer | null> => {
    const { operational: sql, warehouse, clock } = ports;
    const asked = await askRecommend({ sql, warehouse, clock }, asker, query);
    return asked && (await measureRecommendations(ports, asked, { now: clock.now() })).answer;
  };
  const answer = isUsual(query) ? await currentRecommendations(ports, asker.workspaceId) : await measure();
  if (answer?.is === 'model') return answer.model;
  throw refuseLack(answer);
};

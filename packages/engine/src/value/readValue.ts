import { DomainError } from '../ports.js';
import { type Supply, shortOf } from './enough.js';
import { keepValue } from './keepValue.js';
import type { FitPorts, KeptFit } from './keptFits.js';
import { measureValue, type ValueAnswer, type ValueModel } from './measureValue.js';
import { selectModel } from './value.sql.js';
import { askValue, USUAL, type ValueAsker, type ValueQuery } from './valueQuestion.js';

/** A fit that took at most this long, in ms, is made anew whenever something changed; a longer one is left to the night. */
const QUICK = 2_000;

/** The usual answer as kept, made anew where what it is made of has changed and that takes no time; null without interactions. */
export const currentValue = async (ports: FitPorts, workspaceId: string): Promise<ValueAnswer | null> => {
  const { operational: sql, warehouse, clock } = ports;
  const [kept] = await sql.query<KeptFit<ValueAnswer>>(selectModel, [workspaceId]);
  if (kept && kept.took > QUICK) return kept.model;
  const asked = await askValue({ sql, warehouse, clock }, { workspaceId, whole: true }, USUAL);
  if (!asked) return null;
  return kept?.mark === asked.mark ? kept.model : keepValue(ports, workspaceId);
};

const isUsual = ({ event, property, ...others }: ValueQuery): boolean =>
  event === USUAL.event && property === USUAL.property && Object.values(others).every((one) => one === undefined);

const NONE: Supply = { customers: 0, repeatBuyers: 0, days: 0 };
const NOTHING = 'Nothing has been collected or imported here yet: there are no purchases to learn from.';

/**
 * [VALUE-2] The models of a workspace's purchases and what follows from them in all: as kept, or for another event, property or end
 * measured now.
 * @throws DomainError data.tooLittle (422), and as askValue
 */
export const readValueModel = async (ports: FitPorts, asker: ValueAsker, query: ValueQuery): Promise<ValueModel> => {
  const usual = isUsual(query);
  const measure = async (): Promise<ValueAnswer | null> => {
    const { operational: sql, warehouse, clock } = ports;
    const asked = await askValue({ sql, warehouse, clock }, asker, query);
    return asked && (await measureValue({ warehouse }, asked, clock.now())).answer;
  };
  const answer = usual ? await currentValue(ports, asker.workspaceId) : await measure();
  if (answer?.is === 'model') return answer.model;
  throw new DomainError('data.tooLittle', 422, answer?.lack ?? NOTHING, shortOf(answer?.supply ?? NONE));
};

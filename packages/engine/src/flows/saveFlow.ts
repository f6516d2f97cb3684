import {
  checkFlow,
  type Flow,
  type FlowProblem,
  flowSchema,
  type Problem,
  type Rule,
  readBy,
  rulesOfFlow,
} from '@parcours/core';
import { listContents } from '../contents/listContents.js';
import { listKept, type Saving, saveKept } from '../definitions/keptVersions.js';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { type Clock, DomainError, type OperationalStore, type Sql } from '../ports.js';
import { refuseWho } from '../rules/personal.js';
import { type FlowPlace, type FlowView, readFlow } from './flow.js';
import { insertDraft, moveState } from './flows.sql.js';

/** Flows of one workspace at most. */
export const MOST_FLOWS = 200;

const refuse = (code: string, said: string, problems: readonly Problem[]): never => {
  const [first] = problems;
  const where = first?.path.length ? `${first.path.join('.')}: ` : '';
  const message = `${said}: ${where}${first?.message.en ?? 'it is not one'}.`;
  throw new DomainError(code, 422, message, problems.slice(0, 50));
};

/** A flow sound in its form, from anything. @throws DomainError flow.invalid (422) whose details are the problems */
export const readFlowForm = (input: unknown): Flow => {
  const reading = readBy<Flow>(flowSchema as never, input);
  return 'problems' in reading ? refuse('flow.invalid', 'This is no flow', reading.problems) : reading.ok;
};

/** [FLOW-6] All that is wrong with a flow among what the workspace has. */
export const inspectFlow = async (
  { delivers = true, ...ports }: { sql: Sql; delivers?: boolean },
  workspaceId: string,
  flow: Flow,
): Promise<FlowProblem[]> => {
  const [{ definitions }, contents, flows] = await Promise.all([
    loadDefinitions(ports, workspaceId),
    listContents(ports, workspaceId),
    listKept<Flow>(ports.sql, workspaceId, 'flow'),
  ]);
  return checkFlow(flow, {
    definitions,
    contents: contents.map(({ content }) => content.id),
    flows: flows.map(({ id }) => id),
    delivers,
  });
};

/** A draft to try on history. @throws DomainError flow.invalid (422), personal.rule (403) for whoever sees no personal data [ACCESS-2] */
export const readFlowDraft = (input: unknown, whole: boolean): Flow => {
  const flow = readFlowForm(input);
  const events = flow.nodes.flatMap((node) => (node.kind === 'waitFor' && node.event ? [node.event] : []));
  const triggers = flow.trigger.kind === 'event' ? [flow.trigger] : [];
  const asked = [...events, ...triggers].map(({ event, where }): Rule => ({ did: { event, where } }));
  refuseWho([...rulesOfFlow(flow), ...asked], whole);
  return flow;
};

/**
 * Saves a flow as its next version. What is unfinished may be saved; only activating asks for more.
 * @throws DomainError flow.invalid (422), flow.id (400), flow.changed, flows.full (409)
 */
export const saveFlow = async (
  { sql }: { sql: Sql },
  place: FlowPlace,
  input: unknown,
  saving: Saving,
): Promise<FlowView> => {
  const flow = readFlowForm(input);
  if (flow.id !== place.id)
    throw new DomainError('flow.id', 400, `The flow says its id is “${flow.id}”, the address says “${place.id}”.`);
  const known = await listKept<Flow>(sql, place.workspaceId, 'flow');
  if (known.length >= MOST_FLOWS && !known.some(({ id }) => id === place.id))
    throw new DomainError('flows.full', 409, `A workspace holds ${MOST_FLOWS} flows at most: archive and delete one.`);
  if (!(await saveKept(sql, { ...place, kind: 'flow' }, saving, flow)))
    throw new DomainError(
      'flow.changed',
      409,
      'Somebody else saved this flow meanwhile. Read it again, then save yours.',
    );
  await sql.query(insertDraft, [place.workspaceId, place.id]);
  return readFlow({ sql }, place);
};

type Change = 'activate' | 'pause' | 'resume' | 'archive';
const FROM: Readonly<Record<Change, readonly string[]>> = {
  activate: ['draft', 'active', 'paused', 'archived'],
  pause: ['active'],
  resume: ['paused'],
  archive: ['draft', 'active', 'paused'],
};
const TO = { activate: 'active', pause: 'paused', resume: 'active', archive: 'archived' } as const;

/**
 * Activates the newest version [FLOW-6], or pauses, resumes, archives [FLOW-8].
 * @throws DomainError flow.unknown (404), flow.unsound (422) whose details are the problems, flow.state (409)
 */
export const changeFlowState = async (
  { sql, clock }: { sql: OperationalStore; clock: Clock },
  place: FlowPlace,
  change: Change,
): Promise<FlowView> => {
  const view = await readFlow({ sql }, place);
  if (change === 'activate') {
    const errors = (await inspectFlow({ sql }, place.workspaceId, view.flow)).filter(({ level }) => level === 'error');
    if (errors.length > 0) refuse('flow.unsound', 'This flow cannot be activated', errors);
  }
  const live = change === 'activate' ? [view.version, clock.now()] : [null, null];
  const [moved] = await sql.query(moveState, [place.workspaceId, place.id, TO[change], FROM[change], ...live]);
  if (!moved) {
    const message = `This flow is ${view.state}, so it cannot be ${TO[change]} by “${change}”.`;
    throw new DomainError('flow.state', 409, message);
  }
  return readFlow({ sql }, place);
};

import type { FollowedProblem, Friction, FrictionKey, Note, ProblemMeasure } from '@parcours/core';
import type { ReadPorts } from '../customers/readPorts.js';
import { type Period, periodOf } from '../page/period.js';
import { DomainError } from '../ports.js';
import { addressOf, readScene, type Scene } from '../understand/readScene.js';
import { toldPeriod } from '../understand/scope.js';
import { addresses, frictionsOf, type Signs } from './frictions.js';
import { listNotes } from './listNotes.js';
import type { MapAsked } from './mapPlace.js';
import { checkStage } from './mapPlace.js';
import { readSigns } from './readSigns.js';

/** Lengths of period measured at once, at most: each is a question of its own. */
const MOST_LENGTHS = 6;

const isOf = (key: FrictionKey, stage: string) => (friction: Friction) =>
  friction.stage === stage && friction.kind === key.kind && friction.subject === key.subject;

const measureOf = (signs: Signs, key: FrictionKey, stage: string): ProblemMeasure => {
  const found = frictionsOf(signs).find(isOf(key, stage));
  const { people, of } = found ?? { people: 0, of: signs.present.get(stage) ?? 0 };
  return { people, of, period: toldPeriod(signs.period) };
};

const queryOf = (
  signs: Parameters<typeof addresses>[0],
  { kind, subject }: FrictionKey,
  stage: string,
): Record<string, string> => {
  const to = addresses(signs);
  if (kind === 'stuck') return to.stuck(stage);
  if (kind === 'stalled') return to.pace('stalled', stage);
  if (kind === 'complaint') return to.did(subject, stage);
  if (kind === 'moment') return to.moment(subject, stage);
  return to.moved(kind, stage);
};

/**
 * A friction as a problem remembers it, with its measure before anything is done.
 * @throws DomainError model.unknown, persona.unknown (404), stage.unknown, period.invalid (400), friction.absent (409)
 */
export const measureBefore = async (
  ports: ReadPorts,
  { workspaceId, model, persona }: MapAsked,
  {
    stage,
    friction: { from, to, ...key },
  }: { stage: string; friction: FrictionKey & { from?: string | undefined; to?: string | undefined } },
): Promise<NonNullable<Note['follows']>> => {
  const period = periodOf({ from, to }, ports.clock.now());
  const scene = await readScene(ports, workspaceId, { model, persona }, period);
  checkStage({ workspaceId, model: scene.model, persona: scene.persona }, stage);
  const { signs } = await readSigns(ports, scene, period);
  const before = measureOf(signs, key, stage);
  if (before.people === 0) {
    const message = 'Nobody was lost this way in this stage during the period, so there is nothing to follow.';
    throw new DomainError('friction.absent', 409, message);
  }
  return { ...key, before };
};

type Followed = Note & { readonly follows: NonNullable<Note['follows']> };

const lengthOf = ({ follows: { before } }: Followed): number =>
  Date.parse(before.period.to) - Date.parse(before.period.from);

/** Signs of the periods up to now of each length; null beyond those that are measured at once. */
const signsByLength = async (
  ports: ReadPorts,
  scene: Scene,
  lengths: readonly number[],
): Promise<ReadonlyMap<number, Signs>> => {
  const known = new Map<number, Signs>();
  for (const length of lengths.slice(0, MOST_LENGTHS)) {
    const period: Period = { from: Math.max(0, scene.now - length), to: scene.now };
    known.set(length, (await readSigns(ports, scene, period)).signs);
  }
  return known;
};

/**
 * The problems followed on a map, each with its measure when it was found and over a period as long up to now.
 * @throws DomainError model.unknown, persona.unknown (404), analysis.costly (422)
 */
export const listProblems = async (ports: ReadPorts, asked: MapAsked): Promise<FollowedProblem[]> => {
  const { items } = await listNotes(ports, asked);
  const followed = items.filter((note): note is Followed => note.follows !== null);
  if (followed.length === 0) return [];
  const scene = await readScene(ports, asked.workspaceId, asked, periodOf({}, ports.clock.now()));
  const signs = await signsByLength(ports, scene, [...new Set(followed.map(lengthOf))]);
  return followed.map((note) => {
    const { before, ...key } = note.follows;
    const period = { from: Date.parse(before.period.from), to: Date.parse(before.period.to) };
    const then = { of: addressOf({ ...scene, model: scene.model.id }, period), period };
    const now = signs.get(lengthOf(note));
    return {
      note: note.id,
      before,
      now: now ? measureOf(now, key, note.stage) : null,
      query: queryOf(now ?? then, key, note.stage),
    };
  });
};

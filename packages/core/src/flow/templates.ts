import { type Flow, flowSchema } from './schema.js';

const message = (id: string, content: string, next?: string) => ({ id, kind: 'message', content, next });
const wait = (id: string, duration: string, next: string) => ({ id, kind: 'wait', for: duration, next });
const exit = { id: 'done', kind: 'exit' };
const ORDER = 'Order Completed';
const order = { event: ORDER };
const goal = (within: string) => ({ event: ORDER, within, property: 'total' });
const forward = (model: string, to: string) => ({ kind: 'stage', model, way: 'forward', to });
const window = { from: '09:00', to: '20:00' };

const WRITTEN = [
  {
    id: 'welcome',
    name: { en: 'Welcome', fr: 'Bienvenue' },
    description: {
      en: 'Says hello to a new prospect, and helps them choose three days later.',
      fr: 'Accueille un nouveau prospect, et l’aide à choisir trois jours après.',
    },
    trigger: forward('aidar', 'prospect'),
    goal: goal('P30D'),
    start: 'hello',
    nodes: [
      message('hello', 'flow-welcome', 'three-days'),
      wait('three-days', 'P3D', 'still-looking'),
      {
        id: 'still-looking',
        kind: 'branch',
        paths: [{ rule: { did: { event: 'Product Viewed', within: 'P3D' } }, next: 'guide' }],
        otherwise: 'done',
      },
      message('guide', 'flow-guide'),
      exit,
    ],
  },
  {
    id: 'basket',
    name: { en: 'Browse and basket recovery', fr: 'Relance de visite et de panier' },
    description: {
      en: 'Reminds whoever left a basket for four hours; it stops as soon as they order.',
      fr: 'Relance un panier laissé quatre heures ; s’arrête dès la commande.',
    },
    trigger: { kind: 'event', event: 'Product Added' },
    reentry: { kind: 'every', every: 'P7D' },
    goal: goal('P7D'),
    cap: { most: 3, within: 'P7D' },
    start: 'ordered',
    nodes: [
      { id: 'ordered', kind: 'waitFor', event: order, timeout: 'PT4H', next: 'done', otherwise: 'basket' },
      message('basket', 'flow-basket', 'two-days'),
      wait('two-days', 'P2D', 'back'),
      {
        id: 'back',
        kind: 'branch',
        paths: [{ rule: { did: { event: 'Product Viewed', within: 'P2D' } }, next: 'guide' }],
        otherwise: 'done',
      },
      message('guide', 'flow-guide'),
      exit,
    ],
  },
  {
    id: 'first-purchase',
    name: { en: 'After the first purchase', fr: 'Après le premier achat' },
    description: {
      en: 'Asks whether all is well, helps with the use, then shows what goes with it.',
      fr: 'Demande si tout va bien, aide à l’usage, puis montre ce qui va avec.',
    },
    trigger: forward('aidar', 'customer'),
    goal: { ...goal('P90D'), ends: false },
    start: 'a-week',
    nodes: [
      wait('a-week', 'P7D', 'satisfaction'),
      message('satisfaction', 'flow-satisfaction', 'two-weeks'),
      wait('two-weeks', 'P14D', 'use'),
      message('use', 'flow-use', 'three-weeks'),
      wait('three-weeks', 'P21D', 'complement'),
      message('complement', 'flow-complement'),
    ],
  },
  {
    id: 'stalled',
    name: { en: 'Stalled in consideration', fr: 'En panne de considération' },
    description: {
      en: 'Helps whoever considers for two weeks without buying.',
      fr: 'Aide qui réfléchit depuis deux semaines sans acheter.',
    },
    trigger: forward('journey', 'consideration'),
    goal: goal('P30D'),
    start: 'two-weeks',
    nodes: [
      {
        ...{ id: 'two-weeks', kind: 'waitFor', timeout: 'P14D' },
        rule: { position: { model: 'journey', stage: ['purchase', 'loyalty', 'recommendation'] } },
        ...{ next: 'done', otherwise: 'guide' },
      },
      message('guide', 'flow-guide'),
      exit,
    ],
  },
  {
    id: 'win-back',
    name: { en: 'Win-back', fr: 'Reconquête' },
    description: {
      en: 'Writes to a customer who falls back into silence, one in ten held out to tell what it brings.',
      fr: 'Écrit au client qui retombe dans le silence, un sur dix mis à part pour mesurer l’effet.',
    },
    trigger: { kind: 'stage', model: 'aidar', way: 'back' },
    reentry: { kind: 'every', every: 'P90D' },
    audience: { did: order },
    holdout: 10,
    goal: goal('P30D'),
    start: 'hello',
    nodes: [
      message('hello', 'flow-winback', 'two-weeks'),
      { id: 'two-weeks', kind: 'waitFor', event: order, timeout: 'P14D', next: 'done', otherwise: 'complement' },
      message('complement', 'flow-complement'),
      exit,
    ],
  },
  {
    id: 'ambassadors',
    name: { en: 'Invite likely ambassadors', fr: 'Inviter les ambassadeurs probables' },
    description: {
      en: 'Asks customers who become loyal and bought three times within a year to share what they like.',
      fr: 'Invite les clients devenus fidèles, avec trois achats en un an, à partager ce qu’ils aiment.',
    },
    trigger: forward('journey', 'loyalty'),
    audience: { did: { event: ORDER, atLeast: 3, within: 'P365D' } },
    start: 'a-day',
    nodes: [
      wait('a-day', 'P1D', 'morning'),
      { id: 'morning', kind: 'until', at: '10:00', weekdays: [2, 3, 4], next: 'share' },
      message('share', 'flow-ambassador'),
    ],
  },
];

/** The flows that ship, to be changed at will. Their messages are FLOW_CONTENTS. */
export const FLOW_TEMPLATES: readonly Flow[] = WRITTEN.map((flow) => flowSchema.parse({ window, ...flow }));

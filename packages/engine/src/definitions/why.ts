import {
  type Bilingual,
  type Model,
  type Moment,
  namesOf,
  narrowRule,
  type Rule,
  segmentOf,
  trackKind,
  trackOf,
} from '@parcours/core';
import { ruleInWords } from '../models/words.js';
import type { Live } from './loadDefinitions.js';

/** What moved a customer, as movements say it: clause −1 is an enter rule, a null event time alone. */
export interface Moving {
  readonly model: string;
  readonly value: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly clause: number;
  readonly event: string | null;
}

const UNKNOWN: Bilingual = {
  en: 'A rule that was there before it was changed',
  fr: 'Une règle d’avant sa modification',
};
const UNBOUND: Bilingual = {
  en: 'no longer of the persona this model is for',
  fr: 'n’est plus de la persona de ce modèle',
};
const FALLBACK: Bilingual = { en: 'none of the other personas fits', fr: 'aucune autre persona ne convient' };

const ruleOfModel = (model: Model | undefined, { from, to, clause }: Moving): Rule | undefined => {
  const stage = model?.stages.find(({ id }) => id === (clause < 0 ? to : from));
  return clause < 0 ? stage?.enter : stage?.leave[clause]?.when;
};

const ruleOfMoment = (moment: Moment | undefined): Rule | undefined => {
  if (!moment) return undefined;
  const { event, where, provided } = moment;
  const did = { did: where ? { event, where } : { event } };
  return provided ? { all: [did, provided] } : did;
};

const ruleBehind = ({ definitions }: Live, moving: Moving): Rule | undefined => {
  const track = trackOf(moving.model);
  switch (trackKind(track)) {
    case 'model':
      return ruleOfModel(
        definitions.models.find(({ id }) => id === track),
        moving,
      );
    case 'segment': {
      const rule = definitions.segments.find(({ id }) => id === segmentOf(track))?.rule;
      return rule && moving.clause >= 0 ? { not: rule } : rule;
    }
    case 'persona':
      return definitions.personas?.personas.find(({ id }) => id === moving.to)?.rule;
    case 'moment':
      return ruleOfMoment(definitions.moments.find(({ id }) => id === moving.value));
  }
};

/**
 * The rule behind a movement, in words: of a stage, a leave clause, a segment, a persona or a moment of truth. Of
 * alternatives, those the causing event can have made true.
 */
export const whyInWords = (live: Live, moving: Moving): Bilingual => {
  const rule = ruleBehind(live, moving);
  if (rule) return ruleInWords(narrowRule(rule, moving.event), namesOf(live.definitions));
  const kind = trackKind(moving.model);
  if (kind === 'model' && moving.to === null) return UNBOUND;
  return kind === 'persona' && moving.to === live.definitions.personas?.fallback.id ? FALLBACK : UNKNOWN;
};

/** What a movement is about, where it is not about a model: the segment, the persona reached or the moment; null otherwise. */
export const aboutOf = ({ definitions }: Live, { model, value, to }: Moving): Bilingual | null => {
  const track = trackOf(model);
  const { segments, personas, moments } = definitions;
  const own = personas ? [...personas.personas, personas.fallback] : [];
  switch (trackKind(track)) {
    case 'model':
      return null;
    case 'segment':
      return segments.find(({ id }) => id === segmentOf(track))?.name ?? null;
    case 'persona':
      return own.find(({ id }) => id === to)?.name ?? null;
    case 'moment':
      return moments.find(({ id }) => id === value)?.name ?? null;
  }
};

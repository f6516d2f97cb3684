import { FIRST_MODEL, PERIOD_DAYS, USUAL_DAYS, usualPeriod } from '@parcours/core';
import type { Live } from '../definitions/loadDefinitions.js';
import { modelsOf } from '../models/listModels.js';
import type { Period } from '../page/period.js';
import type { Question } from './question.js';

/**
 * What somebody asks who opens the map: of the model shown first, each length of period that is offered, the usual one first, and its
 * lanes; of the others in use, the usual period.
 */
export const usualQuestions = (live: Live, now: number, zone: string): { question: Question; period: Period }[] => {
  const active = modelsOf(live).flatMap(({ id, active }) => (active ? [id] : []));
  const first = active.includes(FIRST_MODEL) ? FIRST_MODEL : active[0];
  const everybody = { persona: null, segment: null, where: [] };
  const asked = (measure: Question['measure'], model: string, days: number) => ({
    question: { measure, model, ...everybody },
    period: usualPeriod(days, now, zone),
  });
  if (first === undefined) return [];
  const others = active.filter((model) => model !== first);
  return [
    asked('map', first, USUAL_DAYS),
    asked('lanes', first, USUAL_DAYS),
    ...PERIOD_DAYS.flatMap((days) => (days === USUAL_DAYS ? [] : [asked('map', first, days)])),
    ...others.map((model) => asked('map', model, USUAL_DAYS)),
  ];
};

import { countBuyers, fitBgNbd, fitParetoNbd, type PurchaseHistories, type valueModelSchema } from '@parcours/core';
import type { z } from 'zod';
import type { Warehouse } from '../ports.js';
import { isEnough, type Supply, tellLack } from './enough.js';
import { fitSpend, type SpendModel } from './fitSpend.js';
import { type Buyers, gatherBuyers, historiesOf } from './gatherBuyers.js';
import { dateOf, measureHoldout } from './measureHoldout.js';
import { type Expectation, HORIZON, outlooksOf } from './outlooks.js';
import type { ValueQuestion } from './valueQuestion.js';

export type ValueModel = z.infer<typeof valueModelSchema>;
/** The model, or what it lacks. */
export type ValueAnswer =
  | { readonly is: 'model'; readonly model: ValueModel }
  | { readonly is: 'tooLittle'; readonly until: string; readonly lack: string; readonly supply: Supply };

export interface Measured {
  readonly answer: ValueAnswer;
  readonly buyers: Buyers;
  /** In the order of the buyers; none where there is too little. */
  readonly outlooks: readonly Expectation[];
}

/** More customers unlike each other take too long: each costs the Pareto/NBD model four hypergeometric functions a step. */
const MOST_FOR_PARETO = 3_000;
const BINS = 10;

/** For comparison only: null where it takes long, or says nothing. */
const fitPareto = (histories: PurchaseHistories): ValueModel['paretoNbd'] => {
  if (histories.customers.length > MOST_FOR_PARETO) return null;
  const fitted = fitParetoNbd(histories);
  return fitted.converged ? fitted : null;
};

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

const aliveOf = (buyers: Buyers, outlooks: readonly Expectation[]): ValueModel['alive'] => {
  const counts = Array.from({ length: BINS }, () => 0);
  let once = 0;
  for (const [at, { alive }] of outlooks.entries()) {
    const bin = Math.min(BINS - 1, Math.floor(alive * BINS));
    if (buyers.days[at] === 1) once += 1;
    else counts[bin] = (counts[bin] as number) + 1;
  }
  return { bins: counts.map((customers, bin) => ({ from: bin / BINS, to: (bin + 1) / BINS, customers })), once };
};

const totalsOf = (
  buyers: Buyers,
  outlooks: readonly Expectation[],
  spend: SpendModel | null,
): ValueModel['totals'] => ({
  spent: sum(buyers.spent),
  expectedPurchases: sum(outlooks.map(({ expected }) => expected)),
  lifetimeValue: spend === null ? null : sum(outlooks.map(({ value }) => value ?? 0)),
  alive: sum(outlooks.map(({ alive }, at) => (buyers.days[at] === 1 ? 0 : alive))),
});

const withoutAmong = (spend: SpendModel | null): ValueModel['gammaGamma'] => {
  if (!spend) return null;
  const { among: _, ...told } = spend;
  return told;
};

/** [VALUE-1] [VALUE-2] Fits the models to the purchases asked about, and works out what follows for each customer. */
export const measureValue = async (
  { warehouse }: { warehouse: Warehouse },
  asked: ValueQuestion,
  now: number,
): Promise<Measured> => {
  const buyers = await gatherBuyers({ warehouse }, asked);
  const histories = historiesOf(buyers, asked.lastDay);
  const { all: customers, again: repeatBuyers } = countBuyers(histories);
  const firstDay = buyers.first.reduce((least, day) => Math.min(least, day), asked.lastDay);
  const supply = { customers, repeatBuyers, days: asked.lastDay - firstDay };
  const until = new Date(asked.until).toISOString();
  if (!isEnough(supply)) {
    const answer = { is: 'tooLittle', until, lack: tellLack(supply, asked.event), supply } as const;
    return { answer, buyers, outlooks: [] };
  }
  const bgNbd = fitBgNbd(histories);
  const spend = fitSpend(buyers);
  const outlooks = await outlooksOf(buyers, asked.lastDay, bgNbd, spend);
  const model: ValueModel = {
    measuredAt: new Date(now).toISOString(),
    ...{ event: asked.event, property: asked.property, currency: asked.currency, until },
    days: { from: dateOf(firstDay), to: dateOf(asked.lastDay) },
    ...{ customers, repeatBuyers, purchases: sum(buyers.days), bgNbd },
    gammaGamma: withoutAmong(spend),
    paretoNbd: fitPareto(histories),
    horizon: HORIZON,
    totals: totalsOf(buyers, outlooks, spend),
    alive: aliveOf(buyers, outlooks),
    holdout: await measureHoldout({ warehouse }, asked, firstDay),
  };
  return { answer: { is: 'model', model }, buyers, outlooks };
};

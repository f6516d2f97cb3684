import type { FoldAllPorts } from '../situate/foldAll.js';
import type { Part } from '../warehouse/idRange.js';
import { type DraftEnd, type DraftTask, type FoldTask, foldDraft } from './foldDraft.js';
import { foldStates } from './foldStates.js';

/** What a part is folded for: positions by a draft, told from earlier attempts by `run`, or the states behind those live. */
export type FoldOrder =
  | { readonly do: 'fold'; readonly task: DraftTask; readonly run: string }
  | { readonly do: 'states'; readonly task: FoldTask };

/** Folds a part, here or on a thread of its own. */
export type Fold = (
  order: FoldOrder,
  onProgress: (interactions: number) => void,
  signal: AbortSignal,
) => Promise<DraftEnd>;

export const foldOn =
  (ports: FoldAllPorts): Fold =>
  (order, onProgress, signal) =>
    order.do === 'fold'
      ? foldDraft(ports, order.task, order.run, onProgress, signal)
      : foldStates(ports, order.task, onProgress, signal);

export interface PartPorts extends FoldAllPorts {
  /** How many parts may be folded at once, from how many interactions on that is worth it, and how; else all is done here. */
  readonly elsewhere?: { readonly parts: number; readonly from: number; readonly fold: Fold };
}

/**
 * Works through the parts that are left of so many, several at once where that is worth it, until one is stopped.
 * @throws the first failure, once all that was under way has ended
 */
export const eachPart = async (
  ports: PartPorts,
  { parts, total }: { readonly parts: number; readonly total: number },
  done: readonly number[],
  work: (fold: Fold, part: Part) => Promise<DraftEnd>,
): Promise<DraftEnd> => {
  const left = Array.from({ length: parts }, (_, index) => index).filter((at) => !done.includes(at));
  const apart = ports.elsewhere && total >= ports.elsewhere.from ? ports.elsewhere : null;
  const fold = apart?.fold ?? foldOn(ports);
  let end: DraftEnd = 'done';
  const worker = async (): Promise<void> => {
    for (let index = left.shift(); index !== undefined && end === 'done'; index = left.shift()) {
      const ended = await work(fold, { index, of: parts });
      if (ended === 'stopped') end = ended;
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: apart?.parts ?? 1 }, worker));
  const failed = workers.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
  return end;
};

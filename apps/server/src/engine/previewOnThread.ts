import {
  type BandPeople,
  type BandTask,
  DomainError,
  type DryRunTask,
  type FlowTried,
  type ModelPreview,
  type PreviewTask,
} from '@parcours/engine';
import type { Addresses } from '@parcours/stores';
import type { DraftStart, FromDraft } from './messages.js';
import { DRAFT_PROGRAM, LIMITS } from './replayOnThread.js';
import { spawnThread } from './spawnThread.js';

/** Looks at a draft on a thread of its own, which ends when nobody waits for the answer any more. */
const look = <Answer>(
  start: DraftStart,
  answerOf: (message: FromDraft) => Answer | undefined,
  signal: AbortSignal,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const left = new DomainError('preview.left', 409, 'Nobody waits for this preview any more.');
    if (signal.aborted) return reject(left);
    const thread = spawnThread(DRAFT_PROGRAM, start, LIMITS);
    const stop = (): void => {
      reject(left);
      void thread.terminate();
    };
    signal.addEventListener('abort', stop, { once: true });
    thread.on('message', (message: FromDraft) => {
      const answer = answerOf(message);
      if (answer !== undefined) resolve(answer);
    });
    thread.once('error', reject);
    thread.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`a thread that looked at a draft ended with code ${code}`));
    });
  });

/** Drafts looked at on threads: a model, the people behind one band of it, a flow. */
export const looksOnThread = (addresses: Addresses) => ({
  preview: (task: PreviewTask, signal: AbortSignal): Promise<ModelPreview> =>
    look(
      { addresses, do: 'preview', task },
      (message) => (message.say === 'seen' ? message.preview : undefined),
      signal,
    ),
  previewBand: (task: BandTask, signal: AbortSignal): Promise<BandPeople> =>
    look({ addresses, do: 'band', task }, (message) => (message.say === 'found' ? message.people : undefined), signal),
  tryFlow: (task: DryRunTask, signal: AbortSignal): Promise<FlowTried> =>
    look({ addresses, do: 'flow', task }, (message) => (message.say === 'tried' ? message.found : undefined), signal),
});

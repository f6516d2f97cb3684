import { repeating } from '../repeating.js';
import { betweenReplays } from '../replay/betweenReplays.js';
import type { FitPorts } from '../value/keptFits.js';
import { fitEachDue } from '../value/runValue.js';
import { keepRecommendations } from './keepRecommendations.js';
import { selectModels } from './recommend.sql.js';

/** How often it is looked whether anything is to be learnt anew, in ms. */
const LOOK_EVERY = 60_000;

/** Learns the recommendations of every workspace in which that is due, as for what customers are worth; says which. */
export const learnDue = (ports: FitPorts): Promise<string[]> => fitEachDue(ports, selectModels, keepRecommendations);

/** Keeps the recommendations of all workspaces learnt until stopped. */
export const runRecommend = (
  ports: FitPorts & { readonly onError: (where: string, error: unknown) => void },
): { stop(): Promise<void> } =>
  repeating(
    () => learnDue(ports),
    LOOK_EVERY,
    (error) => ports.onError('recommend', error),
    betweenReplays(ports.operational),
  );

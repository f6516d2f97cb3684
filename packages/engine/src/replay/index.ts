export { cancelReplay } from './cancelReplay.js';
export type { Change } from './draft.js';
export { type Fold, type FoldOrder, foldOn } from './eachPart.js';
export type { DraftEnd } from './foldDraft.js';
export { listReplays } from './listReplays.js';
export { type ModelPreview, type PreviewTask, previewModel, readDraftModel } from './previewModel.js';
export type { ReplayView } from './replayView.js';
export { type RunningReplays, runReplays } from './runReplays.js';
export { type SavePorts, startReplay } from './startReplay.js';

export { cancelReplay } from './cancelReplay.js';
export type { Change } from './draft.js';
export { type DraftEnd, type DraftTask, foldDraft } from './foldDraft.js';
export { listReplays } from './listReplays.js';
export { type ModelPreview, type PreviewTask, previewModel, readDraftModel } from './previewModel.js';
export type { ReplayView } from './replayView.js';
export { type DraftElsewhere, type RunningReplays, runReplays } from './runReplays.js';
export { type SavePorts, startReplay } from './startReplay.js';

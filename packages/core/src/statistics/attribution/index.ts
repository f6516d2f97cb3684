export * from './attribution.js';
export type { Credit, Journey } from './journey.js';
export { RULE_MODELS, type RuleModel, type ShareOptions, USUAL_SHARES } from './share.js';

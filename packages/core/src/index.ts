export * from './access/permissions.js';
export * from './api/churn.js';
export * from './api/cohorts.js';
export * from './api/contents.js';
export * from './api/dashboard.js';
export * from './api/definitions.js';
export * from './api/drivers.js';
export * from './api/erasure.js';
export * from './api/flows.js';
export * from './api/funnels.js';
export * from './api/groups.js';
export * from './api/lanes.js';
export * from './api/map.js';
export * from './api/origin.js';
export * from './api/paths.js';
export * from './api/people.js';
export * from './api/recommend.js';
export * from './api/rejected.js';
export * from './api/schemas.js';
export * from './api/scope.js';
export * from './api/strength.js';
export * from './api/subscriptions.js';
export * from './api/tail.js';
export * from './api/touchpoints.js';
export * from './api/value.js';
export * from './content/index.js';
export * from './definitions/check.js';
export * from './definitions/compareModels.js';
export * from './definitions/compile.js';
export {
  MOMENT_PRESETS,
  MOMENT_SECTIONS,
  type MomentSection,
} from './definitions/presets/moments.js';
export * from './definitions/program.js';
export * from './definitions/references.js';
export * from './definitions/schema.js';
export * from './definitions/track.js';
export * from './flow/index.js';
export * from './identity/attribute.js';
export * from './identity/resolve.js';
export {
  type Acceptance,
  type Accepted,
  acceptMessage,
  MAX_EVENT_BYTES,
  MAX_EVENT_NAME_LENGTH,
  MAX_ID_LENGTH,
} from './interaction/accept.js';
export { clean, MAX_DEPTH } from './interaction/clean.js';
export * from './interaction/fact.js';
export { parseInstant } from './interaction/instant.js';
export * from './interaction/interaction.js';
export * from './interaction/labels.js';
export * from './interaction/messageSchema.js';
export * from './interaction/order.js';
export { OUTBOUND_EVENTS } from './interaction/outbound.js';
export { REJECTION_CODES, Rejection, type RejectionCode } from './interaction/rejection.js';
export { readInstant } from './interaction/whenItHappened.js';
export { type JsonBreak, whereJsonBreaks } from './interaction/whereJsonBreaks.js';
export * from './interaction/written.js';
export { canHold, countLeaves } from './lifecycle/checkRule.js';
export { FIRST_MODEL, PRESETS } from './lifecycle/presets/index.js';
export type { Problem } from './lifecycle/problem.js';
export { type ModelReading, type Reading, readBy, readModel } from './lifecycle/readModel.js';
export { readRule } from './lifecycle/readRule.js';
export * from './lifecycle/schema.js';
export { validateModel } from './lifecycle/validate.js';
export * from './origin/index.js';
export * from './position/customer.js';
export * from './position/forecast.js';
export * from './position/relationship.js';
export * from './position/relationshipCurve.js';
export * from './position/seen.js';
export * from './position/types.js';
export * from './position/velocity.js';
export { compileComparison } from './rule/condition.js';
export { type Micro, toMicro } from './rule/decimal.js';
export { type DefinitionNames, namesOf, noNames } from './rule/describe/describeReference.js';
export { describeRule, type EventLabels } from './rule/describe/describeRule.js';
export { describeModel, describeStage, type StageWords } from './rule/describe/describeStage.js';
export type { Locale } from './rule/describe/grammar.js';
export * from './rule/narrow.js';
export * from './rule/schema.js';
export * from './statistics/attribution/index.js';
export * from './statistics/bgNbd.js';
export * from './statistics/drivers.js';
export { bgNbdLogLikelihood, type Fitted, fitBgNbd } from './statistics/fitBgNbd.js';
export * from './statistics/gammaGamma.js';
export * from './statistics/groups/index.js';
export * from './statistics/kaplanMeier.js';
export * from './statistics/lifetimeValue.js';
export * from './statistics/logistic.js';
export * from './statistics/manyComparisons.js';
export * from './statistics/means.js';
export * from './statistics/pace.js';
export * from './statistics/paretoNbd.js';
export * from './statistics/proportions.js';
export * from './statistics/purchases.js';
export * from './statistics/recommend/countPairs.js';
export * from './statistics/recommend/evaluate.js';
export * from './statistics/recommend/histories.js';
export * from './statistics/recommend/methods.js';
export * from './statistics/recommend/neighbours.js';
export * from './statistics/recommend/pairedDifference.js';
export * from './statistics/recommend/recommend.js';
export * from './statistics/rfm.js';
export * from './statistics/usual/index.js';
export * from './story/due.js';
export type { StoryWords } from './story/storyWords.js';
export * from './story/words.js';
export * from './time/calendar.js';
export * from './time/duration.js';
export * from './time/localTime.js';
export * from './time/openSpans.js';
export * from './time/zone.js';
export * from './touchpoints/index.js';

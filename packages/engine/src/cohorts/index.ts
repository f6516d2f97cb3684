export { type Cohorts, listCohortPeople, measureCohorts } from './measureCohorts.js';
export { type Lifecycle, listLifecyclePeople, measureLifecycle } from './measureLifecycle.js';
export { listStageFlowPeople, measureStageFlows, type StageFlows } from './measureStageFlows.js';

export * from './feature.js';
export { describeGroup, nameGroup } from './nameGroup.js';
export { type Measure, ruleOfGroup } from './ruleOfGroup.js';
export { setApart, standardisedDifference, type Told } from './setApart.js';

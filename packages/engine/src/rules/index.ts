export { compileRuleQuery, type RuleQuery, type RuleQuestion } from './compileRule.sql.js';
export { listVocabulary, type Vocabulary } from './listVocabulary.js';
export { previewRule, type RulePreview } from './previewRule.js';

export { holdCustomer, letCustomerGo } from './holdCustomer.js';
export { countSuppressions, importSuppressions, releaseAddress } from './importSuppressions.js';
export { purposesOf, savePurposes } from './purposes.js';
export { consentsOf, type Proof, type Said, type Saying, sayConsent, sayConsentOf } from './sayConsent.js';
export { type Suppressing, suppressAddresses } from './suppressions.js';
export { viewConsents } from './viewConsents.js';

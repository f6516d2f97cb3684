export { consentsOf, type Proof, type Said, type Saying, sayConsent } from './sayConsent.js';
export { type Suppressing, suppressAddresses } from './suppressions.js';

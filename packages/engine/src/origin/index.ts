export { attributeConversions } from './attributeConversions.js';
export { listOriginPeople } from './listOriginPeople.js';

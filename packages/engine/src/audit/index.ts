export { type Actor, type AuditEntry, listActors, listAudit, type NewAuditEntry, writeAudit } from './audit.js';

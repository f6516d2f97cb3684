export { MAIL_LEASE, type Mail, MailError, type Mailer, type MailFate } from './mailer.js';
export { changeSubscription, sendTest, unsubscribe, viewSubscription } from './manageSubscription.js';
export { runSubscriptions } from './runSubscriptions.js';
export { LEASE, type MailPorts, planDue, sendDue } from './sendDue.js';
export { unsubscribeToken } from './unsubscribeLink.js';

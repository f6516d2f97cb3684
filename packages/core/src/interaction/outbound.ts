/**
 * What the organisation does to the customer, as event names of the common vocabularies (Segment's e-mail, push,
 * SMS and campaign events). They are shown on the timeline and never break silence [STAGE-5]. What the customer
 * does with a message (opens it, clicks in it, unsubscribes) is theirs and is not here.
 */
export const OUTBOUND_EVENTS: ReadonlySet<string> = new Set([
  'Email Sent',
  'Email Delivered',
  'Email Bounced',
  'Email Deferred',
  'Email Dropped',
  'Message Sent',
  'Message Delivered',
  'Message Failed',
  'SMS Sent',
  'SMS Delivered',
  'SMS Failed',
  'Push Notification Sent',
  'Push Notification Delivered',
  'Push Notification Received',
  'Push Notification Bounced',
  'In-App Message Sent',
  'WhatsApp Message Sent',
  'WhatsApp Message Delivered',
  'Campaign Sent',
  'Campaign Received',
  'Direct Mail Sent',
  'Direct Mail Delivered',
  'Webhook Sent',
  'Coupon Sent',
  'Coupon Issued',
  'Survey Sent',
]);

/** A JSON value as the fold and the stores carry it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The six calls of the Segment spec, in the order that breaks ties within a millisecond. */
export const INTERACTION_TYPES = ['identify', 'alias', 'group', 'page', 'screen', 'track'] as const;
export type InteractionType = (typeof INTERACTION_TYPES)[number];

/** The name rules use for the calls that carry no event name of their own. */
export const EVENT_OF_TYPE: Readonly<Record<Exclude<InteractionType, 'track'>, string>> = {
  identify: 'Identified',
  alias: 'Aliased',
  group: 'Group Joined',
  page: 'Page Viewed',
  screen: 'Screen Viewed',
};

/**
 * Anything between a customer and the organisation, as accepted by collect.
 * `time` is in milliseconds since 1970 UTC and was fixed once, at collect.
 * `properties` holds the traits for identify and group; a page's or screen's name is `properties.name`.
 * `outbound` marks what the organisation did (a message sent): it never breaks silence [STAGE-5].
 */
export interface Interaction {
  readonly messageId: string;
  readonly type: InteractionType;
  readonly time: number;
  readonly event: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  /** alias only */
  readonly previousId: string | null;
  /** group only */
  readonly groupId: string | null;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly outbound: boolean;
}

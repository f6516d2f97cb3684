import { z } from 'zod';
import type { Identifier } from '../collect/tellOfCustomer.js';
import type { MessageLinks } from '../contents/index.js';
import { readSigned, signed } from '../signed.js';

/** Whose message a link is in. */
export interface LinkOf {
  readonly workspace: string;
  readonly delivery: string;
  readonly who: Identifier;
  readonly purpose: string;
}
/** What the links of a message are made with. */
export interface LinkMaker {
  readonly secret: string;
  /** The address of this installation, without a slash at its end. */
  readonly base: string;
}

const PREFERENCES = 'message preferences';
const OPEN = 'message open';
const LINK = 'message link';

const preferencesOf = z.tuple([z.string(), z.string(), z.enum(['user', 'anonymous']), z.string(), z.string()]);
const openOf = z.tuple([z.string(), z.string()]);
const linkOf = z.tuple([z.string(), z.string(), z.url({ protocol: /^https?$/ })]);

/** What an address in HTML stands for, and back. */
const plain = (attribute: string): string => attribute.replaceAll('&#38;', '&').replaceAll('&amp;', '&');
const HREF = /(<a\s[^>]*?href=")(https?:\/\/[^"]*)(")/gi;

/** The links of one message: those it shows, the one-click one of its header, and its own that tell when they are followed. */
export const messageLinks = ({ secret, base }: LinkMaker, { workspace, delivery, who, purpose }: LinkOf) => {
  const token = signed(secret, PREFERENCES, [workspace, delivery, who.kind, who.value, purpose]);
  const page = `${base}/preferences#${token}`;
  const shown: MessageLinks = { unsubscribe: page, preferences: page };
  const tracked = (url: string): string =>
    `${base}/api/messages/link?token=${signed(secret, LINK, [workspace, delivery, url])}`;
  const pixel = `${base}/api/messages/open?token=${signed(secret, OPEN, [workspace, delivery])}`;
  const image = `<img src="${pixel}" alt="" width="1" height="1" style="display:block;border:0">`;
  return {
    shown,
    oneClick: `${base}/api/messages/unsubscribe?token=${token}`,
    /** HTML whose links are followed by way of us, and which tells that it was opened. */
    track: (html: string): string => {
      const linked = html.replace(HREF, (whole, before: string, url: string, after: string) =>
        url.startsWith(base) || !URL.canParse(plain(url)) ? whole : `${before}${tracked(plain(url))}${after}`,
      );
      const end = linked.lastIndexOf('</body>');
      return end < 0 ? `${linked}${image}` : `${linked.slice(0, end)}${image}${linked.slice(end)}`;
    },
  };
};

/** Whose preferences a link opens; null for one that was not made here. */
export const readPreferencesLink = (secret: string, token: string): LinkOf | null => {
  const read = preferencesOf.safeParse(readSigned(secret, PREFERENCES, token));
  if (!read.success) return null;
  const [workspace, delivery, kind, value, purpose] = read.data;
  return { workspace, delivery, who: { kind, value }, purpose };
};

/** Which message was opened; null for what was not made here. */
export const readOpenLink = (secret: string, token: string): { workspace: string; delivery: string } | null => {
  const read = openOf.safeParse(readSigned(secret, OPEN, token));
  return read.success ? { workspace: read.data[0], delivery: read.data[1] } : null;
};

/** Where a followed link leads: only to what a message of ours contained; null for what was not made here. */
export const readFollowedLink = (
  secret: string,
  token: string,
): { workspace: string; delivery: string; url: string } | null => {
  const read = linkOf.safeParse(readSigned(secret, LINK, token));
  return read.success ? { workspace: read.data[0], delivery: read.data[1], url: read.data[2] } : null;
};

import { type HeldLiquid, holdsLiquid } from './held.js';

/** What makes a place unfit for Liquid, or for an e-mail at all. */
export type Misplaced =
  | { readonly code: 'script' }
  | { readonly code: 'address'; readonly piece: string }
  | { readonly code: 'place'; readonly piece: string };

const ATTRIBUTES = /^(href|src|alt|title|aria-label|content|background)$/i;
const ADDRESSES = /^(href|src|background)$/i;
const LINK = /^\{\{-?\s*links\.(unsubscribe|preferences)\s*-?\}\}$/;
const UNSAFE = /^\s*(javascript|vbscript|data|file):/i;

/** An address that a value begins could lead anywhere, or run a script. */
export const unsafeAddress = (address: string, held: HeldLiquid): Misplaced | null => {
  if (UNSAFE.test(address)) return { code: 'script' };
  const piece = held.startOf(address);
  return piece === null || LINK.test(piece) ? null : { code: 'address', piece };
};

const pieceIn = (text: string, held: HeldLiquid): string => held.release(/\uE000\d+\uE001/.exec(text)?.[0] ?? '');

const inTag = (tag: string, held: HeldLiquid): Misplaced[] => {
  const found: Misplaced[] = [];
  const rest = tag.replace(/([^\s=<>"']+)\s*=\s*("[^"]*"|'[^']*')/g, (_all, name: string, quoted: string) => {
    const value = quoted.slice(1, -1);
    if (/^on/i.test(name)) found.push({ code: 'script' });
    if (ADDRESSES.test(name)) {
      const unsafe = unsafeAddress(value, held);
      if (unsafe) found.push(unsafe);
    }
    if (holdsLiquid(value) && !ATTRIBUTES.test(name)) found.push({ code: 'place', piece: pieceIn(value, held) });
    return '';
  });
  if (holdsLiquid(rest)) found.push({ code: 'place', piece: pieceIn(rest, held) });
  if (/\son[a-z]+\s*=/i.test(rest)) found.push({ code: 'script' });
  return found;
};

/**
 * [CONTENT-3] Places of a compiled e-mail where a value could become more than text: in a script or a style, in a tag outside
 * quotes, in another attribute than addresses and descriptions, or at the beginning of an address.
 */
export const misplacedIn = (html: string, held: HeldLiquid): Misplaced[] => {
  const scripts: Misplaced[] = /<(script|iframe|object|embed|form|base)\b/i.test(html) ? [{ code: 'script' }] : [];
  const styles = [...html.matchAll(/<style\b[\s\S]*?<\/style>/gi)]
    .filter(([style]) => holdsLiquid(style))
    .map(([style]): Misplaced => ({ code: 'place', piece: pieceIn(style, held) }));
  const tags = [...html.matchAll(/<[a-z!/\uE000](?:"[^"]*"|'[^']*'|[^"'>])*>/gi)].flatMap(([tag]) => inTag(tag, held));
  return [...scripts, ...styles, ...tags];
};

import { compareBytes, type Json } from '@parcours/core';
import type { LiveCustomer } from './live.js';

const MOST_TRAITS = 256;

/** Keeps each trait of the last identify in order, whatever the order of arrival. */
export const takeTraits = (
  live: LiveCustomer,
  { time, messageId }: { readonly time: number; readonly messageId: string },
  traits: Readonly<Record<string, Json>>,
): void => {
  for (const [name, value] of Object.entries(traits)) {
    const known = Object.hasOwn(live.traitOrder, name) ? live.traitOrder[name] : undefined;
    if (known && (time - known[0] || compareBytes(messageId, known[1])) <= 0) continue;
    if (!known && Object.keys(live.traitOrder).length >= MOST_TRAITS) continue;
    define(live.traitOrder, name, [time, messageId]);
    define(live.traits, name, value);
    live.traitsChanged = true;
  }
};

/** Joins the traits of a customer that is merged in. */
export const joinTraits = (live: LiveCustomer, other: LiveCustomer): void => {
  for (const [name, [time, messageId]] of Object.entries(other.traitOrder)) {
    takeTraits(live, { time, messageId }, { [name]: other.traits[name] ?? null });
  }
};

/** A plain own property even for names such as __proto__. */
const define = <T>(object: Record<string, T>, name: string, value: T): void => {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
};

const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;

/** What people are called and found by. */
export const displayOf = (traits: Record<string, Json>): { name: string | null; email: string | null } => {
  const first = text(traits['firstName'] ?? traits['first_name']);
  const last = text(traits['lastName'] ?? traits['last_name']);
  const whole = [first, last].filter((part) => part !== null).join(' ');
  return {
    name: text(traits['name']) ?? (whole === '' ? text(traits['username']) : whole),
    email: text(traits['email']),
  };
};

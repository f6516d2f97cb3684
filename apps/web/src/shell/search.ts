import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

const NAMES = [
  'workspace',
  'lang',
  'model',
  'period',
  'from',
  'to',
  'view',
  'stage',
  'direction',
  'moved',
  'destination',
  'stuck',
  'persona',
  'segment',
  'where',
  'steps',
  'window',
  'start',
  'returns',
  'pace',
  'strength',
  'broken',
  'moment',
  'then',
  'did',
  'within',
  'q',
  'sort',
  'order',
  'show',
  'by',
  'action',
  'copy',
  'example',
  'before',
  'after',
  'begins',
  'ends',
  'start',
  'end',
  'around',
  'gap',
  'links',
  'conversion',
  'lookback',
  'models',
  'until',
  'product',
  'learnt',
  'groups',
  'begin',
] as const;
/** What the address holds, on every page: plain strings, as a person would type them. */
export type Search = { [K in (typeof NAMES)[number]]?: string };

/** Keeps the names the page knows, drops the rest. */
export const validateSearch = (raw: Record<string, unknown>): Search => {
  const known: Search = {};
  for (const name of NAMES) {
    const value = raw[name];
    if (typeof value === 'string' && value !== '') known[name] = value;
  }
  return known;
};

export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

export const stringifySearch = (search: Record<string, unknown>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
};

/** The address's state and a way to change part of it, staying on the page. */
export const useAddress = (): [Search, (change: Search, options?: { replace?: boolean }) => void] => {
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const change = useCallback(
    (part: Search, options: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: (now: Search) => ({ ...now, ...part }),
        replace: options.replace ?? false,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, change];
};

import { readLocalStorageValue, useLocalStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

const STORED = { key: 'parcours-shortcuts', defaultValue: true, getInitialValueInEffect: false };
/** Single keys can trouble speech input and screen readers, so they can be turned off. */
export const useShortcutsEnabled = () => useLocalStorage<boolean>(STORED);

/** The box `/` puts the cursor in, where a page has one. */
export const SEARCH_BOX = 'search-box';
const PLACES: Readonly<
  Record<
    string,
    '/' | '/map' | '/customers' | '/understand' | '/models' | '/segments' | '/personas' | '/moments' | '/sources'
  >
> = {
  h: '/',
  m: '/map',
  c: '/customers',
  u: '/understand',
  o: '/models',
  e: '/segments',
  p: '/personas',
  t: '/moments',
  s: '/sources',
};
const SECOND_KEY_MS = 1200;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** `g` then a letter goes to a page, `/` searches, `?` helps. */
export const useShortcuts = (onHelp: () => void): void => {
  const navigate = useNavigate();
  useEffect(() => {
    let goUntil = 0;
    const search = () => {
      const box = document.getElementById(SEARCH_BOX);
      if (box) box.focus();
      else
        void navigate({ to: '/customers' }).then(() =>
          setTimeout(() => document.getElementById(SEARCH_BOX)?.focus(), 300),
        );
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (!readLocalStorageValue<boolean>(STORED)) return;
      const place = event.timeStamp < goUntil ? PLACES[event.key] : undefined;
      goUntil = event.key === 'g' ? event.timeStamp + SECOND_KEY_MS : 0;
      if (place) void navigate({ to: place });
      else if (event.key === '/') search();
      else if (event.key === '?') onHelp();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, onHelp]);
};

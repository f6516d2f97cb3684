import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../api/peoplePaths.js';
import type { Messages } from '../i18n/en.js';

/** The kinds of change one can look for. */
export const AREAS = [
  'person',
  'invitation',
  'workspace',
  'key',
  'customer',
  'link',
  'model',
  'segment',
  'personas',
  'moments',
  'touchpoints',
  'note',
  'subscription',
  'file',
  'history',
] as const;

/** The audit log's words: its actions hold dots, so they are looked up by hand. An unknown action keeps its own name. */
export const useActionWords = () => {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const { actions } = (i18n.getResourceBundle(i18n.language, 'translation') as Messages).audit;
    const known = new Map(Object.entries(actions));
    return {
      action: (name: string) => known.get(name) ?? name,
      who: ({ kind, name }: AuditEntry['by']) =>
        kind === 'command' ? t('audit.command') : kind === 'key' ? `${t('audit.key')} “${name}”` : name,
    };
  }, [i18n, i18n.language, t]);
};

import { Select, Stack, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewWorkspace } from '../api/peoplePaths.js';
import type { Language } from '../i18n/language.js';

/** What the browser knows, and what is set though it does not. */
const withCurrent = (known: string[], current: string): string[] =>
  known.includes(current) ? known : [current, ...known];

const useCurrencies = (current: string) => {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'currency' });
    return withCurrent(Intl.supportedValuesOf('currency'), current).map((code) => ({
      value: code,
      label: `${code} · ${names.of(code) ?? code}`,
    }));
  }, [language, current]);
};

interface FieldsProps {
  value: NewWorkspace;
  readOnly?: boolean;
  onChange: (value: NewWorkspace) => void;
}

/** Name, time zone and currency of a workspace. */
export const WorkspaceFields = ({ value, readOnly = false, onChange }: FieldsProps) => {
  const { t } = useTranslation();
  const currencies = useCurrencies(value.currency);
  const zones = useMemo(() => withCurrent(['UTC', ...Intl.supportedValuesOf('timeZone')], value.timezone), [value]);
  const choice = { searchable: true, allowDeselect: false, comboboxProps: { shadow: 'md' }, readOnly } as const;
  return (
    <Stack>
      <TextInput
        label={t('workspaces.name')}
        value={value.name}
        maxLength={80}
        required
        withAsterisk={false}
        readOnly={readOnly}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      />
      <Select
        {...choice}
        label={t('workspaces.timezone')}
        description={readOnly ? undefined : t('workspaces.timezoneText')}
        data={[...new Set(zones)]}
        value={value.timezone}
        onChange={(timezone) => timezone && onChange({ ...value, timezone })}
      />
      <Select
        {...choice}
        label={t('workspaces.currency')}
        data={currencies}
        value={value.currency}
        onChange={(currency) => currency && onChange({ ...value, currency })}
      />
    </Stack>
  );
};

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customersFoundQuery } from '../api/contentQueries.js';
import { useNameOf } from '../customers/nameOf.js';
import { useWorkspace } from '../session/workspace.js';

interface CustomerSelectProps {
  label: string;
  /** Said while nobody is chosen. */
  nobody?: string;
  customer: string | null;
  onCustomer: (customer: string | null) => void;
}

/** A customer found by what they are called. */
export const CustomerSelect = ({ label, nobody, customer, onCustomer }: CustomerSelectProps) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const nameOf = useNameOf();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 250);
  const [name, setName] = useState('');
  const found = useQuery(customersFoundQuery(workspace.id, q.trim() === name ? '' : q.trim())).data?.items ?? [];
  const choices = new Map(found.map((one) => [one.id, nameOf(one)]));
  if (customer) choices.set(customer, name);
  return (
    <Select
      label={label}
      placeholder={nobody ?? t('contents.findCustomer')}
      nothingFoundMessage={t('contents.findCustomer')}
      data={[...choices].map(([value, label]) => ({ value, label }))}
      filter={({ options }) => options}
      value={customer}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': nobody ?? t('common.close') }}
      onSearchChange={setTyped}
      onChange={(id) => {
        setName(id ? (choices.get(id) ?? '') : '');
        onCustomer(id);
      }}
    />
  );
};

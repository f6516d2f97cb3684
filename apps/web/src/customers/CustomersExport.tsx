import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CustomerItem } from '../api/types.js';
import { saveCsv } from '../charts/download.js';
import { useWords } from '../i18n/useWords.js';
import type { Model } from '../models/useModel.js';
import { labelOf, usePersonas } from '../strength/useBelongs.js';

/** Saves the customers shown, as a table. */
export const CustomersExport = ({ items, model }: { items: readonly CustomerItem[]; model: Model | undefined }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const personas = usePersonas();
  const rowOf = (customer: CustomerItem) => {
    const position = customer.positions.find((known) => known.model === model?.id);
    const stage = model?.stages.find((known) => known.id === position?.stage);
    return [
      ...[customer.id, customer.name, customer.email, stage ? say(stage.name) : null],
      ...[position ? t(`direction.${position.direction}`) : null, position?.velocity, position?.since],
      ...[customer.firstSeen, customer.lastSeen, customer.interactions],
      ...[customer.persona && labelOf(personas, customer.persona.id), customer.relationship?.strength],
      ...[customer.relationship && t(customer.relationship.broken ? 'common.yes' : 'common.no')],
      position?.pace && t(`pace.${position.pace}`),
    ];
  };
  const columns = [
    'name',
    'email',
    'stage',
    'direction',
    'velocity',
    'since',
    'firstSeen',
    'lastSeen',
    'interactions',
  ] as const;
  const header = [
    ...['id', ...columns.map((column) => t(`customers.${column}`))],
    ...[t('belongs.persona'), t('strength.value'), t('strength.broken'), t('pace.label')],
  ];
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
      onClick={() => saveCsv(`parcours-${t('customers.title').toLowerCase()}`, header, items.map(rowOf))}
    >
      {t('customers.export')}
    </Button>
  );
};

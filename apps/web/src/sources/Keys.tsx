import { Button, Skeleton, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keysQuery } from '../api/queries.js';
import type { ApiKey, CreatedKey } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { Scrollable } from '../ui/Scrollable.js';
import { EmptyState, ErrorState } from '../ui/states.js';
import { DeleteKey } from './DeleteKey.js';
import { NewKeyDialog } from './NewKeyDialog.js';
import { Section } from './Section.js';
import classes from './sources.module.css';

const KeyRow = ({ apiKey, onDelete }: { apiKey: ApiKey; onDelete: () => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.keyName}>
        {apiKey.name}
      </Table.Th>
      <Table.Td>
        {t(`sources.${apiKey.kind}`)}
        {apiKey.role && ` · ${t(`roles.${apiKey.role}`)}`}
      </Table.Td>
      <Table.Td>
        <code>{`${apiKey.prefix}…`}</code>
      </Table.Td>
      <Table.Td>{format.day(apiKey.createdAt)}</Table.Td>
      <Table.Td>{apiKey.lastUsedAt ? format.ago(apiKey.lastUsedAt) : t('common.never')}</Table.Td>
      <Table.Td className={classes.end}>
        {useMay('keys') && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('sources.deleteKey', { name: apiKey.name })}
            onClick={onDelete}
          >
            <IconTrash size={16} stroke={1.75} aria-hidden />
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
};

const KeysTable = ({ keys, onDelete }: { keys: ApiKey[]; onDelete: (key: ApiKey) => void }) => {
  const { t } = useTranslation();
  return (
    <Scrollable className={classes.scroll} label={t('sources.keyTable')}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('sources.keyName')}</Table.Th>
            <Table.Th scope="col">{t('sources.kind')}</Table.Th>
            <Table.Th scope="col">{t('sources.prefix')}</Table.Th>
            <Table.Th scope="col">{t('sources.created')}</Table.Th>
            <Table.Th scope="col">{t('sources.used')}</Table.Th>
            <Table.Td>
              <span className="visually-hidden">{t('sources.delete')}</span>
            </Table.Td>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onDelete={() => onDelete(key)} />
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

/** The keys of the workspace: made once, shown once, deleted after a question. */
export const Keys = ({ onMade }: { onMade: (key: CreatedKey) => void }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const keys = useQuery(keysQuery(workspace.id));
  const mayMake = useMay('keys');
  const [making, { open, close }] = useDisclosure(false);
  const [doomed, setDoomed] = useState<ApiKey | null>(null);
  const items = keys.data?.items ?? [];
  return (
    <Section
      id="key-list"
      title={t('sources.keys')}
      text={t('sources.keysText')}
      action={
        mayMake && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
            {t('sources.newKey')}
          </Button>
        )
      }
    >
      {keys.isError && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isPending && <Skeleton height={96} radius="lg" />}
      {keys.isSuccess && items.length === 0 && (
        <EmptyState
          compact
          icon={<IconKey size={24} stroke={1.5} aria-hidden />}
          title={t('sources.noKeys')}
          text={t('sources.noKeysText')}
        />
      )}
      {items.length > 0 && <KeysTable keys={items} onDelete={setDoomed} />}
      <NewKeyDialog opened={making} onClose={close} onMade={onMade} />
      <DeleteKey apiKey={doomed} onClose={() => setDoomed(null)} />
    </Section>
  );
};

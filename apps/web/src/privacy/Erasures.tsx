import { Alert, Button, Group, Skeleton, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { erasuresQuery } from '../api/privacyQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { More } from '../ui/More.js';
import { Scrollable } from '../ui/Scrollable.js';
import { EmptyState, ErrorState } from '../ui/states.js';

const Allow = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const [identifier, setIdentifier] = useState('');
  const allow = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/api/erasures/allow', { params: { query: { workspace: workspace.id } }, body: { identifier } }),
      ),
    onSuccess: () => {
      setIdentifier('');
      void queries.invalidateQueries(erasuresQuery(workspace.id));
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        allow.mutate();
      }}
    >
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t('privacy.allowTitle')}
        </Title>
        <Text size="sm">{t('privacy.allowText')}</Text>
        <Group align="flex-end">
          <TextInput
            label={t('privacy.identifier')}
            value={identifier}
            onChange={(event) => setIdentifier(event.currentTarget.value)}
            autoComplete="off"
          />
          <Button type="submit" variant="default" disabled={identifier.trim() === ''} loading={allow.isPending}>
            {t('privacy.allow')}
          </Button>
        </Group>
        {allow.isError && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} {allow.error.message}
          </Alert>
        )}
        {allow.isSuccess && <Text role="status">{t('privacy.allowedDone')}</Text>}
      </Stack>
    </form>
  );
};

/** Erasures and how far each has come; nothing here tells who it was. */
export const Erasures = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const mayAllow = useMay('erase');
  const query = useInfiniteQuery(erasuresQuery(workspace.id));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="xl">
      <Text size="sm">{t('privacy.listText')}</Text>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={96} radius="lg" />}
      {query.isSuccess && items.length === 0 && <EmptyState compact title={t('privacy.noneYet')} />}
      {items.length > 0 && (
        <Scrollable label={t('privacy.listTitle')}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('privacy.asked')}</Table.Th>
                <Table.Th>{t('privacy.state')}</Table.Th>
                <Table.Th>{t('privacy.cleared')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((erasure) => (
                <Table.Tr key={erasure.id}>
                  <Table.Td>{format.moment(erasure.requestedAt)}</Table.Td>
                  <Table.Td>
                    {t(`privacy.${erasure.state}`)}
                    {erasure.allowedAt && ` · ${t('privacy.allowed', { ago: format.ago(erasure.allowedAt) })}`}
                  </Table.Td>
                  <Table.Td>{erasure.doneAt ? format.moment(erasure.doneAt) : '–'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scrollable>
      )}
      <More query={query} />
      {mayAllow && <Allow />}
    </Stack>
  );
};

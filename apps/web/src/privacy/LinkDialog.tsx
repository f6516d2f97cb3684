import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import type { CustomerLink, Parting } from '@parcours/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { partingQuery } from '../api/privacyQueries.js';
import type { Customer } from '../api/types.js';
import { useWorkspace } from '../session/workspace.js';
import classes from './privacy.module.css';

const Parts = ({ customers }: Parting) => {
  const { t } = useTranslation();
  return (
    <ul className={classes.parts}>
      {customers.map(({ id, identifiers, interactions }) => (
        <li key={id}>
          {identifiers.map(({ value }) => value).join(', ') || t('links.nobody')}
          <span className={classes.count}>{t('common.interactions', { count: interactions })}</span>
        </li>
      ))}
    </ul>
  );
};

interface LinkDialogProps {
  customer: Customer;
  link: CustomerLink;
  onClose: () => void;
}

/** Shows who would part, or be one again, before a link is removed or restored. */
export const LinkDialog = ({ customer, link, onClose }: LinkDialogProps) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const verb = link.removedAt ? 'restore' : 'remove';
  const preview = useQuery(partingQuery(workspace.id, customer.id, link.id));
  const change = useMutation({
    mutationFn: () => {
      const params = { path: { id: customer.id, link: link.id }, query: { workspace: workspace.id } };
      return answerOf(
        link.removedAt
          ? client.POST('/api/customers/{id}/links/{link}/restore', { params })
          : client.DELETE('/api/customers/{id}/links/{link}', { params }),
      );
    },
    onSuccess: () => {
      void queries.invalidateQueries();
      onClose();
    },
  });
  const failure = preview.error ?? change.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`links.${verb}Title`)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Stack>
        {failure && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} {failure.message}
          </Alert>
        )}
        <Text size="sm">{t(preview.data?.customers.length === 1 ? 'links.one' : 'links.parts')}</Text>
        {preview.data ? <Parts {...preview.data} /> : !preview.isError && <Skeleton height={96} radius="md" />}
        <Text size="sm">{t(verb === 'remove' ? 'links.stays' : 'links.comes')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button loading={change.isPending} disabled={!preview.data} onClick={() => change.mutate()}>
            {t(`links.${verb}Yes`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};

import { Alert, Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { Workspace } from '../api/types.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { Section } from '../sources/Section.js';
import { DeleteWorkspace } from './DeleteWorkspace.js';
import classes from './settings.module.css';
import { WorkspaceFields } from './WorkspaceFields.js';

const factsOf = ({ name, timezone, currency }: Workspace) => ({ name, timezone, currency });

const Form = ({ workspace }: { workspace: Workspace }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [facts, setFacts] = useState(factsOf(workspace));
  const save = useMutation({
    mutationFn: () =>
      answerOf(client.PATCH('/api/workspaces/{id}', { params: { path: { id: workspace.id } }, body: facts })),
    onSuccess: (saved) => {
      setFacts(factsOf(saved));
      void queries.invalidateQueries();
    },
  });
  const changed = JSON.stringify(facts) !== JSON.stringify(factsOf(workspace));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Stack>
        {save.isError && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} {save.error.message}
          </Alert>
        )}
        <WorkspaceFields value={facts} onChange={setFacts} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!changed || facts.name.trim() === ''}>
            {t('workspaces.save')}
          </Button>
          <span role="status" className={classes.soft}>
            {save.isSuccess && !changed ? t('workspaces.saved') : ''}
          </span>
        </Group>
      </Stack>
    </form>
  );
};

const YourRole = ({ workspace: { role } }: { workspace: Workspace }) => {
  const { t } = useTranslation();
  return (
    <p className={classes.yours}>
      <strong>{`${t('workspaces.yourRole')} · ${t(`roles.${role}`)}`}</strong>
      <span className={classes.soft}>{t(`roles.${role}Text`)}</span>
    </p>
  );
};

/** The workspace's name, zone and currency; its end, for an owner. */
export const WorkspaceSettings = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const mayChange = useMay('workspace');
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <>
      <Section id="workspace" title={t('workspaces.title')} text={t('workspaces.text')}>
        <YourRole workspace={workspace} />
        {mayChange ? (
          <Form key={workspace.id} workspace={workspace} />
        ) : (
          <div className={classes.form}>
            <WorkspaceFields readOnly value={factsOf(workspace)} onChange={() => undefined} />
          </div>
        )}
      </Section>
      {mayChange && (
        <Section
          id="delete-workspace"
          title={t('workspaces.delete')}
          text={t('workspaces.deleteText')}
          action={
            <Button variant="light" color="red" onClick={open}>
              {t('workspaces.delete')}
            </Button>
          }
        >
          <DeleteWorkspace workspace={workspace} opened={asking} onClose={close} />
        </Section>
      )}
    </>
  );
};

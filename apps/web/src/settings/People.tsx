import { Alert, Button, Skeleton, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { Person } from '../api/peoplePaths.js';
import { peopleQuery } from '../api/peopleQueries.js';
import { sessionQuery } from '../api/queries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWorkspace } from '../session/workspace.js';
import { Section } from '../sources/Section.js';
import { Scrollable } from '../ui/Scrollable.js';
import { ErrorState } from '../ui/states.js';
import { Invitations } from './Invitations.js';
import { InviteDialog } from './InviteDialog.js';
import { RemovePerson } from './RemovePerson.js';
import { RoleSelect } from './RoleSelect.js';
import classes from './settings.module.css';

const useRoleChange = () => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: Pick<Person, 'id' | 'role'>) =>
      answerOf(
        client.PATCH('/api/people/{id}', {
          params: { path: { id }, query: { workspace: workspace.id } },
          body: { role },
        }),
      ),
    onSettled: () => {
      void queries.invalidateQueries(peopleQuery(workspace.id));
      void queries.invalidateQueries(sessionQuery);
    },
  });
};

const PersonRow = ({ person, onRemove }: { person: Person; onRemove: () => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const change = useRoleChange();
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.who}>
        <span>
          {person.name}
          {person.you && <span className={classes.you}>{t('people.you')}</span>}
        </span>
        <span className={classes.soft}>{person.email}</span>
        {change.isError && (
          <span role="alert" className={classes.problem} lang="en">
            {change.error.message}
          </span>
        )}
      </Table.Th>
      <Table.Td className={classes.role}>
        <RoleSelect
          quiet
          label={t('people.roleOf', { name: person.name })}
          value={person.role}
          disabled={change.isPending}
          onChange={(role) => change.mutate({ id: person.id, role })}
        />
      </Table.Td>
      <Table.Td className={classes.late}>{format.day(person.since)}</Table.Td>
      <Table.Td className={classes.end}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={t('people.removeWho', { name: person.name })}
          onClick={onRemove}
        >
          <IconTrash size={16} stroke={1.75} aria-hidden />
        </Button>
      </Table.Td>
    </Table.Tr>
  );
};

const PeopleTable = ({ people, onRemove }: { people: Person[]; onRemove: (person: Person) => void }) => {
  const { t } = useTranslation();
  return (
    <Scrollable className={classes.scroll} label={t('people.table')}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('people.name')}</Table.Th>
            <Table.Th scope="col">{t('people.role')}</Table.Th>
            <Table.Th scope="col" className={classes.late}>
              {t('people.since')}
            </Table.Th>
            <Table.Td>
              <span className="visually-hidden">{t('people.remove')}</span>
            </Table.Td>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} onRemove={() => onRemove(person)} />
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

/** Who works in the workspace, with which role, and who was invited. */
export const People = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const people = useQuery(peopleQuery(workspace.id));
  const [inviting, { open, close }] = useDisclosure(false);
  const [leaving, setLeaving] = useState<Person | null>(null);
  const items = people.data?.items ?? [];
  return (
    <>
      <Section
        id="people"
        title={t('people.title')}
        text={t('people.text', { workspace: workspace.name })}
        action={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
            {t('people.invite')}
          </Button>
        }
      >
        {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
        {people.isPending && <Skeleton height={96} radius="lg" />}
        {people.isSuccess && items.length === 0 && (
          <Alert variant="light" color="gray">
            {t('people.nobody')}
          </Alert>
        )}
        {items.length > 0 && <PeopleTable people={items} onRemove={setLeaving} />}
      </Section>
      <Invitations />
      <InviteDialog opened={inviting} onClose={close} />
      <RemovePerson person={leaving} onClose={() => setLeaving(null)} />
    </>
  );
};

import { Button } from '@mantine/core';
import type { Personas } from '@parcours/core';
import { IconPlus, IconUserSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { PersonasView } from '../api/definitionPaths.js';
import { personasQuery, vocabularyQuery } from '../api/definitions.js';
import { useWords } from '../i18n/useWords.js';
import { useSaving } from '../replay/useSaving.js';
import { VersionList } from '../replay/VersionList.js';
import { beginWith } from '../rules/edit/forms.js';
import { problemsOf } from '../rules/edit/problems.js';
import { NO_VOCABULARY } from '../rules/edit/vocabulary.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { ButtonLink } from '../ui/ButtonLink.js';
import { LeaveGuard } from '../ui/LeaveGuard.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Places } from '../ui/Places.js';
import { SaveBar } from '../ui/SaveBar.js';
import { Loaded } from '../ui/states.js';
import {
  addPersona,
  BEGINNING,
  draftOf,
  MAX_PERSONAS,
  movePersona,
  noPersonas,
  type PersonasDraft,
  personasOf,
} from './edit.js';
import { FallbackRow } from './FallbackRow.js';
import { PersonaRow } from './PersonaRow.js';
import classes from './personas.module.css';
import { Shares } from './Shares.js';
import { useBegun } from './useBegun.js';

const put = (workspace: string, personas: Personas) =>
  answerOf(client.PUT('/api/personas', { params: { query: { workspace } }, body: personas }));

/** The personas while they are changed; `draft` is null where there are none and none were begun. */
const usePersonasDraft = (view: PersonasView) => {
  const saved = view.personas ? draftOf(view.personas) : null;
  const [changed, setChanged] = useState<PersonasDraft | null>(null);
  const saving = useSaving(put, () => setChanged(null));
  const draft = changed ?? saved;
  const known = view.each.map(({ id }) => id);
  const whole = draft && personasOf(draft, known);
  const unsaved = changed !== null && JSON.stringify(changed) !== JSON.stringify(saved);
  return {
    draft,
    unsaved,
    saving,
    ready: whole !== null,
    change: setChanged,
    save: () => whole && saving.mutate(whole),
    discard: () => {
      saving.reset();
      setChanged(null);
    },
  };
};

const None = ({ onBegin }: { onBegin: (draft: PersonasDraft) => void }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const may = useMay('define');
  return (
    <div className={classes.none}>
      <h2>{t('personas.none')}</h2>
      <p>{t('personas.noneText')}</p>
      <p className={classes.names3}>{BEGINNING.personas.map(({ name }) => say(name)).join(' · ')}</p>
      {may && (
        <>
          <Button onClick={() => onBegin(draftOf(BEGINNING))}>{t('personas.begin')}</Button>
          <Button variant="subtle" onClick={() => onBegin(noPersonas)}>
            {t('personas.beginBlank')}
          </Button>
        </>
      )}
    </div>
  );
};

type Drafting = ReturnType<typeof usePersonasDraft>;

const List = ({ view, drafting, draft }: { view: PersonasView; drafting: Drafting; draft: PersonasDraft }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [{ show }, changeAddress] = useAddress();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY;
  const may = useMay('define');
  const [said, setSaid] = useState('');
  const { language } = useWords();
  const open = (id: string | undefined) => changeAddress({ show: id }, { replace: true });
  const refused = problemsOf(drafting.saving.error);
  const { personas, fallback } = draft;
  const customersOf = (id: string) => view.each.find((one) => one.id === id)?.customers;
  const move = (id: string, to: number) => {
    const next = movePersona(draft, id, to);
    const place = next.personas.findIndex((persona) => persona.id === id);
    const name = next.personas[place]?.name[language] ?? '';
    setSaid(t('personas.moved', { name, place: place + 1, count: personas.length }));
    drafting.change(next);
  };
  const add = () => {
    const next = addPersona(draft, { en: 'New persona', fr: 'Nouvelle persona' }, beginWith('did', vocabulary));
    drafting.change(next);
    open(next.personas.at(-1)?.id);
  };
  return (
    <>
      <ol className={classes.rows}>
        {personas.map((persona, at) => (
          <PersonaRow
            key={persona.id}
            persona={persona}
            place={at}
            count={personas.length}
            customers={customersOf(persona.id)}
            vocabulary={vocabulary}
            problems={problemsOf(drafting.saving.error, ['personas', at, 'rule']).filter(
              ({ path }) => path[0] !== 'personas',
            )}
            opened={show === persona.id}
            onOpen={(opened) => open(opened ? persona.id : undefined)}
            onChange={(next) => drafting.change({ ...draft, personas: personas.with(at, next) })}
            onMove={move}
            onRemove={() => drafting.change({ ...draft, personas: personas.toSpliced(at, 1) })}
          />
        ))}
        <FallbackRow
          fallback={fallback}
          customers={customersOf(fallback.id)}
          onChange={(next) => drafting.change({ ...draft, fallback: next })}
        />
      </ol>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {!may ? null : personas.length < MAX_PERSONAS ? (
        <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {t('personas.add')}
        </Button>
      ) : (
        <p className={classes.soft}>{t('personas.full')}</p>
      )}
      {drafting.unsaved && (
        <SaveBar
          text={t('personas.changed')}
          save={t('personas.save')}
          discard={t('personas.discard')}
          saving={drafting.saving.isPending}
          ready={drafting.ready}
          error={drafting.saving.isError ? (refused[0]?.message[language] ?? drafting.saving.error.message) : null}
          onSave={drafting.save}
          onDiscard={drafting.discard}
        />
      )}
    </>
  );
};

const Shown = ({ view }: { view: PersonasView }) => {
  const { say } = useWords();
  const drafting = usePersonasDraft(view);
  useBegun(drafting.draft ?? noPersonas, drafting.change);
  const saved = view.personas ? [...view.personas.personas, view.personas.fallback] : [];
  const shares = saved.map(({ id, name }) => ({
    id,
    name: say(name),
    customers: view.each.find((one) => one.id === id)?.customers ?? 0,
  }));
  return (
    <>
      <LeaveGuard unsaved={() => drafting.unsaved} />
      <Shares shares={shares} />
      {drafting.draft ? (
        <List view={view} drafting={drafting} draft={drafting.draft} />
      ) : (
        <None onBegin={drafting.change} />
      )}
      <VersionList place={{ kind: 'personas', id: 'personas' }} />
    </>
  );
};

/** Typical customers, in the order in which they are tried. */
export const PersonasPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const query = useQuery(personasQuery(workspace.id));
  return (
    <>
      <PageHeader title={t('personas.title')} text={t('personas.text')}>
        <ButtonLink
          to="/understand/discover"
          variant="default"
          leftSection={<IconUserSearch size={16} stroke={1.75} aria-hidden />}
        >
          {t('discover.fromPersonas')}
        </ButtonLink>
      </PageHeader>
      <Places here="personas" />
      <Loaded query={query} height={320}>
        {(view) => <Shown view={view} />}
      </Loaded>
    </>
  );
};

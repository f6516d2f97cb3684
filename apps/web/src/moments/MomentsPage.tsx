import { Button } from '@mantine/core';
import type { Moments } from '@parcours/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { MomentsView } from '../api/definitionPaths.js';
import { momentsQuery, vocabularyQuery } from '../api/definitions.js';
import { useWords } from '../i18n/useWords.js';
import { useSaving } from '../replay/useSaving.js';
import { VersionList } from '../replay/VersionList.js';
import { problemsOf } from '../rules/edit/problems.js';
import { NO_VOCABULARY } from '../rules/edit/vocabulary.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { ButtonLink } from '../ui/ButtonLink.js';
import { LeaveGuard } from '../ui/LeaveGuard.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Places } from '../ui/Places.js';
import { SaveBar } from '../ui/SaveBar.js';
import { slugOf } from '../ui/slug.js';
import { Loaded } from '../ui/states.js';
import { Catalogue, PickList } from './Catalogue.js';
import { draftOf, type MomentDraft, newMoment, withMoment, withoutMoment, withPresets } from './edit.js';
import { MomentEditor } from './MomentEditor.js';
import { MomentsTable } from './MomentsTable.js';
import classes from './moments.module.css';

const put = (workspace: string, moments: Moments) =>
  answerOf(client.PUT('/api/moments', { params: { query: { workspace } }, body: moments }));

const MAX_MOMENTS = 100;

const useMomentsDraft = (view: MomentsView) => {
  const [changed, setChanged] = useState<Moments | null>(null);
  const saving = useSaving(put, () => setChanged(null));
  const draft = changed ?? view.moments;
  return {
    draft,
    saving,
    unsaved: changed !== null && JSON.stringify(changed) !== JSON.stringify(view.moments),
    change: (next: Moments) => setChanged({ moments: next.moments.slice(0, MAX_MOMENTS) }),
    discard: () => {
      saving.reset();
      setChanged(null);
    },
  };
};
type Drafting = ReturnType<typeof useMomentsDraft>;

const None = ({ onAdd }: { onAdd: (ids: string[]) => void }) => {
  const { t } = useTranslation();
  const may = useMay('define');
  return (
    <section className={classes.none}>
      <h2>{t('moments.none')}</h2>
      <p className={classes.lead}>{t('moments.noneText')}</p>
      {may ? <PickList taken={[]} onAdd={onAdd} /> : <p className={classes.lead}>{t('rules.mayNot')}</p>}
    </section>
  );
};

const Save = ({ drafting }: { drafting: Drafting }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { saving, unsaved, draft, discard } = drafting;
  if (!unsaved) return null;
  const [first] = problemsOf(saving.error);
  return (
    <SaveBar
      text={t('moments.changed')}
      save={t('moments.save')}
      discard={t('moments.discard')}
      saving={saving.isPending}
      ready
      error={saving.isError ? (first ? say(first.message) : saving.error.message) : null}
      onSave={() => saving.mutate(draft)}
      onDiscard={discard}
    />
  );
};

const Shown = ({ view }: { view: MomentsView }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY;
  const drafting = useMomentsDraft(view);
  const { draft, change } = drafting;
  const [editing, setEditing] = useState<MomentDraft | null>(null);
  const may = useMay('define');
  const [browsing, setBrowsing] = useState(false);
  const taken = draft.moments.map(({ id }) => id);
  const add = () => setEditing(newMoment({ en: '', fr: '' }, vocabulary.events[0]?.event ?? 'Order Completed', taken));
  const keep: Parameters<typeof MomentEditor>[0]['onKeep'] = (moment) => {
    const id = taken.includes(moment.id) ? moment.id : slugOf(moment.name.en, taken, 'moment');
    change(withMoment(draft, { ...moment, id }));
    setEditing(null);
  };
  return (
    <>
      <LeaveGuard unsaved={() => drafting.unsaved} />
      {taken.length === 0 ? (
        <None onAdd={(ids) => change(withPresets(draft, ids))} />
      ) : (
        <MomentsTable
          moments={draft.moments}
          vocabulary={vocabulary}
          onEdit={(moment) => setEditing(draftOf(moment))}
          onRemove={(id) => change(withoutMoment(draft, id))}
        />
      )}
      {!may ? null : taken.length >= MAX_MOMENTS ? (
        <p className={classes.soft}>{t('moments.full')}</p>
      ) : (
        <div className={classes.adding}>
          <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('moments.add')}
          </Button>
          {taken.length > 0 && (
            <Button variant="subtle" onClick={() => setBrowsing(true)}>
              {t('moments.presets')}
            </Button>
          )}
        </div>
      )}
      <Save drafting={drafting} />
      <VersionList place={{ kind: 'moments', id: 'moments' }} />
      <Catalogue
        opened={browsing}
        onClose={() => setBrowsing(false)}
        taken={taken}
        onAdd={(ids) => {
          change(withPresets(draft, ids));
          setBrowsing(false);
        }}
      />
      <MomentEditor beginning={editing} vocabulary={vocabulary} onClose={() => setEditing(null)} onKeep={keep} />
    </>
  );
};

/** What makes a relationship stronger, weaker, or breaks it. */
export const MomentsPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const query = useQuery(momentsQuery(workspace.id));
  return (
    <>
      <PageHeader title={t('moments.title')} text={t('moments.text')}>
        {(query.data?.moments.moments.length ?? 0) > 0 && (
          <ButtonLink to="/moments/impact" variant="default">
            {t('impact.title')}
          </ButtonLink>
        )}
      </PageHeader>
      <Places here="moments" />
      <Loaded query={query} height={320}>
        {(view) => <Shown view={view} />}
      </Loaded>
    </>
  );
};

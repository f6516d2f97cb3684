import { Alert, Button, Skeleton } from '@mantine/core';
import type { Bilingual, Rule, Segment } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { SegmentView } from '../api/definitionPaths.js';
import { segmentsQuery, vocabularyQuery } from '../api/definitions.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useSaving } from '../replay/useSaving.js';
import { VersionList } from '../replay/VersionList.js';
import { problemsOf } from '../rules/edit/problems.js';
import { NO_VOCABULARY } from '../rules/edit/vocabulary.js';
import { CountPill, RulePreview } from '../rules/preview/RulePreview.js';
import { type Preview, useRulePreview } from '../rules/preview/useRulePreview.js';
import { RuleBuilder } from '../rules/RuleBuilder.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { BilingualField, type Draft, settled } from '../ui/BilingualField.js';
import { LeaveGuard } from '../ui/LeaveGuard.js';
import { PageHeader } from '../ui/PageHeader.js';
import { slugOf } from '../ui/slug.js';
import { ErrorState, NotFound } from '../ui/states.js';
import { beginningIn } from '../understand/discover/beginning.js';
import { examplesFor, SEGMENT_EXAMPLES } from './examples.js';
import classes from './segments.module.css';
import { useNamesOfUses, useUses } from './useUses.js';

interface Beginning {
  name: Draft;
  description: Draft;
  rule: Rule | null;
}

const put = (workspace: string, segment: Segment) =>
  answerOf(
    client.PUT('/api/segments/{id}', { params: { path: { id: segment.id }, query: { workspace } }, body: segment }),
  );

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What saving does, in numbers, beside the button that does it. */
const Consequence = ({ preview, saved }: { preview: Preview; saved: SegmentView | undefined }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const namesOf = useNamesOfUses();
  const usesOf = useUses();
  const uses = saved ? usesOf({ segment: saved.segment.id }) : [];
  const then = preview.data?.customers;
  if (then === undefined || (saved && same(preview.rule, saved.segment.rule))) return null;
  const held = t('segments.willHold', { count: then });
  const changed = saved
    ? t('segments.willChange', { now: format.number(saved.customers), then: format.number(then) })
    : t('segments.willBe', { share: held });
  return (
    <p className={classes.consequence}>
      {changed} {uses.length > 0 && `${t('segments.usedByHint')} ${namesOf(uses)}.`}
    </p>
  );
};

interface EditorProps {
  beginning: Beginning;
  saved?: SegmentView | undefined;
  others: readonly SegmentView[];
}

const useSegmentDraft = ({ beginning, saved, others }: EditorProps) => {
  const [draft, setDraft] = useState(beginning);
  const navigate = useNavigate();
  const done = useRef(false);
  const saving = useSaving(put, () => {
    done.current = true;
    void navigate({ to: '/segments' });
  });
  const name = settled(draft.name);
  const description = settled(draft.description);
  const segmentOf = (known: Bilingual, rule: Rule): Segment => {
    const taken = others.map(({ segment }) => segment.id);
    const id = saved?.segment.id ?? slugOf(known.en, taken, 'segment');
    return { id, name: known, ...(description ? { description } : {}), rule };
  };
  return {
    draft,
    change: (part: Partial<Beginning>) => setDraft({ ...draft, ...part }),
    saving,
    complete: name !== undefined && draft.rule !== null,
    save: () => name && draft.rule && saving.mutate(segmentOf(name, draft.rule)),
    unsaved: () => !done.current && !same(draft, beginning),
  };
};

const SaveError = ({ error }: { error: Error | null }) => {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Alert color="red" variant="light" role="alert" mb="md">
      {t('segments.refused')} {error.message}
    </Alert>
  );
};

const Editor = (props: EditorProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const workspace = useWorkspace();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY;
  const { draft, change, saving, complete, save, unsaved } = useSegmentDraft(props);
  const preview = useRulePreview(draft.rule);
  const may = useMay('define');
  const changed = props.saved === undefined || unsaved();
  const examples = examplesFor(vocabulary.events.map(({ event }) => event));
  const refused = saving.variables?.rule === draft.rule ? problemsOf(saving.error, ['rule']) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <>
      <LeaveGuard unsaved={unsaved} />
      <div className={classes.editor}>
        <div className={classes.main}>
          <div className={classes.names}>
            <BilingualField
              label={t('segments.name')}
              value={draft.name}
              onChange={(name) => change({ name })}
              required
            />
            <BilingualField
              label={t('segments.description')}
              value={draft.description}
              onChange={(description) => change({ description })}
              maxLength={500}
            />
          </div>
          <RuleBuilder
            rule={draft.rule}
            onChange={(rule) => change({ rule })}
            vocabulary={vocabulary}
            problems={refused.length > 0 ? refused : preview.problems}
            examples={examples.map(({ name, rule }) => ({ name: say(name), rule }))}
          />
          <CountPill preview={preview} />
        </div>
        <div className={classes.side}>
          <RulePreview preview={preview}>
            <form onSubmit={submit} className={classes.save}>
              <SaveError error={refused.length > 0 ? null : saving.error} />
              <Consequence preview={preview} saved={props.saved} />
              <Button
                type="submit"
                loading={saving.isPending}
                disabled={!may || !complete || !changed || preview.problems.length > 0}
                fullWidth
              >
                {t('segments.save')}
              </Button>
              {!may && <p className={classes.consequence}>{t('rules.mayNot')}</p>}
              {may && draft.rule && settled(draft.name) === undefined && (
                <p className={classes.consequence}>{t('segments.noName')}</p>
              )}
            </form>
          </RulePreview>
        </div>
      </div>
    </>
  );
};

const NOTHING: Draft = { en: '', fr: '' };

const Loading = () => {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton height={360} radius="lg" />
    </div>
  );
};

const Back = () => {
  const { t } = useTranslation();
  return (
    <p className={classes.back}>
      <Link to="/segments" className="link">
        {`← ${t('segments.back')}`}
      </Link>
    </p>
  );
};

/** A segment that is not there yet: from nothing, an example, another one or a group found, as the address says. */
export const NewSegmentPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [{ copy, example, begin }] = useAddress();
  const query = useQuery(segmentsQuery(workspace.id));
  const items = query.data?.items ?? [];
  const copied = items.find(({ segment }) => segment.id === copy)?.segment;
  const begun = SEGMENT_EXAMPLES.find(({ id }) => id === example);
  const handed = beginningIn(begin);
  const named = (name: string) => (copied ? t('segments.copyOf', { name }) : name);
  const from = copied?.name ?? begun?.name ?? handed?.name;
  const beginning: Beginning = {
    name: from ? { en: named(from.en), fr: named(from.fr) } : NOTHING,
    description: copied?.description ?? handed?.description ?? NOTHING,
    rule: copied?.rule ?? begun?.rule ?? handed?.rule ?? null,
  };
  return (
    <>
      <Back />
      <PageHeader title={t('segments.newTitle')} />
      {copy && query.isPending ? <Loading /> : <Editor beginning={beginning} others={items} />}
    </>
  );
};

/** A saved segment, to look into and to change. */
export const SegmentPage = () => {
  const { say } = useWords();
  const { id } = useParams({ from: '/segments/edit/$id' });
  const workspace = useWorkspace();
  const query = useQuery(segmentsQuery(workspace.id));
  const view = query.data?.items.find(({ segment }) => segment.id === id);
  if (query.isPending) return <Loading />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!view) return <NotFound />;
  const { name, description, rule } = view.segment;
  return (
    <>
      <Back />
      <PageHeader title={say(name)} />
      <Editor
        key={view.version}
        beginning={{ name, description: description ?? NOTHING, rule }}
        saved={view}
        others={query.data.items}
      />
      <VersionList place={{ kind: 'segment', id }} />
    </>
  );
};

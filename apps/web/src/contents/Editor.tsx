import { Alert, Button, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ContentProblem } from '@parcours/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contentPreviewQuery } from '../api/contentQueries.js';
import { useWords } from '../i18n/useWords.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { LeaveGuard } from '../ui/LeaveGuard.js';
import classes from './contents.module.css';
import { DeleteContent } from './DeleteContent.js';
import { Preview } from './Preview.js';
import { Purpose } from './Purpose.js';
import { emptyVariant } from './presets.js';
import { type EditorProps, useContentDraft } from './useContentDraft.js';
import { VariantForm } from './VariantForm.js';

type Language = 'en' | 'fr';
const NONE: readonly ContentProblem[] = [];

const Problems = ({ problems }: { problems: readonly ContentProblem[] }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  if (problems.length === 0) return null;
  const errors = problems.filter(({ level }) => level === 'error').length;
  const count = errors || problems.length;
  const texts = [...new Set(problems.map(({ message }) => say(message)))];
  return (
    <Alert
      color={errors > 0 ? 'red' : 'gray'}
      variant="light"
      role="status"
      title={t(errors > 0 ? 'contents.problems' : 'contents.warnings', { count })}
    >
      <ul className={classes.problems}>
        {texts.slice(0, 6).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Alert>
  );
};

/** An e-mail on the left, how it comes out on the right. */
export const Editor = (props: EditorProps) => {
  const { t } = useTranslation();
  const { language: spoken } = useWords();
  const workspace = useWorkspace();
  const may = useMay('define');
  const mayPreview = useMay('preview');
  const drafting = useContentDraft(props);
  const { draft, whole, change, saving } = drafting;
  const [language, setLanguage] = useState<Language>(draft.variants[spoken] ? spoken : spoken === 'en' ? 'fr' : 'en');
  const [customer, setCustomer] = useState<string | null>(null);
  const named = { ...whole, name: drafting.named ? whole.name : { en: '…', fr: '…' } };
  const [content] = useDebouncedValue(named, 350);
  const preview = useQuery({
    ...contentPreviewQuery(workspace.id, { content, language, ...(customer ? { customer } : {}) }),
    placeholderData: keepPreviousData,
    enabled: mayPreview,
  });
  const problems = preview.data?.problems ?? NONE;
  // At their fields only what keeps it from being saved; the rest stands beside the preview.
  const wrong = problems.filter(({ level }) => level === 'error');
  const variant = draft.variants[language];
  const other = draft.variants[language === 'en' ? 'fr' : 'en'];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    drafting.save();
  };
  const blocked = wrong.some(({ code }) => code !== 'variable.unfilled');
  return (
    <form onSubmit={submit} className={classes.editor}>
      <LeaveGuard unsaved={drafting.unsaved} />
      <div className={classes.form}>
        <Purpose draft={draft} change={change} problems={wrong} />
        <SegmentedControl
          aria-label={t('contents.languageLabel')}
          data={(['en', 'fr'] as const).map((value) => ({ value, label: t(`contents.languages.${value}`) }))}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
        />
        {variant ? (
          <VariantForm
            key={language}
            variant={variant}
            path={['variants', language]}
            problems={wrong}
            variables={props.contents.variables}
            onChange={(next) => change({ variants: { ...draft.variants, [language]: next } })}
            onRemove={other ? () => change({ variants: { ...draft.variants, [language]: undefined } }) : undefined}
          />
        ) : (
          <Button
            variant="default"
            onClick={() => change({ variants: { ...draft.variants, [language]: other ?? emptyVariant() } })}
          >
            {t(`contents.write_${language}`)}
          </Button>
        )}
        {saving.isError && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} <span lang="en">{saving.error.message}</span>
          </Alert>
        )}
        {may && (
          <div className={classes.actions}>
            <Button type="submit" loading={saving.isPending} disabled={!drafting.named || blocked}>
              {t('contents.save')}
            </Button>
            {props.saved && <DeleteContent content={props.saved.content} />}
          </div>
        )}
      </div>
      <div className={classes.side}>
        {mayPreview && (
          <Preview preview={preview.data} customer={customer} onCustomer={setCustomer}>
            <Problems problems={problems} />
          </Preview>
        )}
      </div>
    </form>
  );
};

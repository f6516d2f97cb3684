import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulePreviewed } from '../../api/definitionPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { CustomerLink } from '../../ui/CustomerLink.js';
import classes from './preview.module.css';
import type { Preview } from './useRulePreview.js';

const Examples = ({ examples }: { examples: RulePreviewed['examples'] }) => {
  const { t } = useTranslation();
  return (
    <div className={classes.examples}>
      <h3>{t('rules.examplesOf')}</h3>
      <ul>
        {examples.slice(0, 10).map(({ id, name }) => (
          <li key={id}>
            <CustomerLink id={id} name={name ?? t('common.unnamed')} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const Counted = ({ data }: { data: RulePreviewed }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const share = data.of > 0 ? data.customers / data.of : 0;
  return (
    <>
      <p className={classes.figure}>
        <strong>{format.number(data.customers)}</strong>
        <span>{t('rules.previewOf', { of: format.number(data.of) })}</span>
      </p>
      <div className={classes.bar} aria-hidden>
        <span style={{ width: `${Math.max(share * 100, data.customers > 0 ? 1 : 0)}%` }} />
      </div>
      <p className={classes.share}>{t('segments.share', { percent: format.percent(share) })}</p>
      {data.customers === 0 && <p className={classes.note}>{t('rules.previewNoneText')}</p>}
      {data.examples.length > 0 && <Examples examples={data.examples} />}
    </>
  );
};

const useNote = ({ rule, problems, failed, refused, data }: Preview): string | null => {
  const { t } = useTranslation();
  if (refused) return t('rules.previewRefused');
  if (!rule) return t('rules.previewWaits');
  if (problems.length > 0) return t('rules.previewProblem');
  if (failed) return t('rules.previewFailed');
  return data ? null : t('rules.counting');
};

interface RulePreviewProps {
  preview: Preview;
  title?: string;
  children?: ReactNode;
}

/** How many customers a rule holds for today, of how many, and some of them. */
export const RulePreview = ({ preview, title, children }: RulePreviewProps) => {
  const { t } = useTranslation();
  const name = title ?? t('rules.preview');
  const note = useNote(preview);
  return (
    <aside className={classes.preview} aria-label={name}>
      <h2>{name}</h2>
      <div aria-live="polite" aria-busy={preview.waiting} data-waiting={preview.waiting} className={classes.result}>
        {note === null && preview.data ? <Counted data={preview.data} /> : <p className={classes.note}>{note}</p>}
        {preview.failed && preview.problems.length === 0 && (
          <Button variant="default" size="xs" onClick={preview.retry}>
            {t('common.retry')}
          </Button>
        )}
      </div>
      {children}
    </aside>
  );
};

/** The count alone, for a small screen on which the preview is out of sight while the rule is edited. */
export const CountPill = ({ preview }: { preview: Preview }) => {
  const { t } = useTranslation();
  const format = useFormat();
  if (!preview.data) return null;
  const { customers, of } = preview.data;
  return (
    <p className={classes.pill} data-waiting={preview.waiting} aria-hidden>
      <strong>{format.number(customers)}</strong> {t('rules.previewOf', { of: format.number(of) })}
    </p>
  );
};

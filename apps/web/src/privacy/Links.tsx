import { Button } from '@mantine/core';
import type { CustomerLink } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linksQuery } from '../api/privacyQueries.js';
import type { Customer } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { LinkDialog } from './LinkDialog.js';
import classes from './privacy.module.css';

const useEvidence = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ kind, events, since, last, removedAt }: CustomerLink): string => {
    const when =
      since && last ? t('links.often', { count: events, since: format.day(since), last: format.day(last) }) : undefined;
    const removed = removedAt ? t('links.removed', { ago: format.ago(removedAt) }) : undefined;
    return [t(`links.${kind}`), when, removed].filter(Boolean).join(' · ');
  };
};

const LinkRow = ({ link, onChange }: { link: CustomerLink; onChange: (() => void) | undefined }) => {
  const { t } = useTranslation();
  const evidence = useEvidence();
  const ends = { from: link.from.value, to: link.to.value };
  const verb = link.removedAt ? 'restore' : 'remove';
  return (
    <li data-removed={link.removedAt !== null}>
      <span className={classes.joins}>{t('links.joins', ends)}</span>
      {onChange && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={onChange}
          aria-label={t(`links.${verb}Label`, ends)}
        >
          {t(`links.${verb}`)}
        </Button>
      )}
      <span className={classes.why}>{evidence(link)}</span>
    </li>
  );
};

/** Why the identifiers of a customer are one person, and taking a wrong link away. */
export const Links = ({ customer, title }: { customer: Customer; title: string }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const mayChange = useMay('define');
  const { data } = useQuery(linksQuery(workspace.id, customer.id));
  const [chosen, setChosen] = useState<CustomerLink | null>(null);
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="links">
      <h2 id="links" className={title}>
        {t('links.title')}
      </h2>
      <p className={classes.note}>{t('links.text')}</p>
      <ul className={classes.links}>
        {data.items.map((link) => (
          <LinkRow key={link.id} link={link} onChange={mayChange ? () => setChosen(link) : undefined} />
        ))}
      </ul>
      {chosen && <LinkDialog customer={customer} link={chosen} onClose={() => setChosen(null)} />}
    </section>
  );
};

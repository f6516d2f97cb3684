import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { healthQuery } from '../api/queries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { CodeBlock } from '../ui/Copy.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Keys } from './Keys.js';
import { RejectedEvents } from './rejected/RejectedEvents.js';
import { Section } from './Section.js';
import { IMPORT_COMMAND, SNIPPETS } from './snippets.js';
import classes from './sources.module.css';
import { LiveTail } from './tail/LiveTail.js';

const Received = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const health = useQuery(healthQuery);
  const waiting = health.data ? health.data.lag.situate : null;
  const lines = [
    [t('sources.received'), t('common.interactions', { count: workspace.interactions })],
    [t('sources.first'), workspace.from ? format.day(workspace.from) : t('common.never')],
    [t('sources.last'), workspace.to ? format.ago(workspace.to) : t('common.never')],
    [t('sources.waiting'), waiting === null ? '…' : waiting === 0 ? t('sources.waitingNone') : format.number(waiting)],
  ] as const;
  return (
    <dl className={classes.received}>
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const Snippets = ({ freshKey }: { freshKey: string | null }) => {
  const { t } = useTranslation();
  const where = { host: location.origin, key: freshKey ?? t('sources.placeholder') };
  const tabs = [
    ['page', t('sources.tabPage')],
    ['browser', t('sources.tabBrowser')],
    ['node', t('sources.tabNode')],
    ['curl', t('sources.tabCurl')],
  ] as const;
  return (
    <Section id="snippets" title={t('sources.snippet')} text={t('sources.snippetText')}>
      <Tabs defaultValue="page" keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map(([name, label]) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(([name, label]) => (
          <Tabs.Panel key={name} value={name}>
            <CodeBlock code={SNIPPETS[name](where)} label={label} />
          </Tabs.Panel>
        ))}
      </Tabs>
      {!freshKey && <p className={classes.hint}>{t('sources.placeholderText')}</p>}
    </Section>
  );
};

/** How interactions reach Parcours, and those that could not. */
export const SourcesPage = () => {
  const { t } = useTranslation();
  const [freshKey, setFreshKey] = useState<string | null>(null);
  return (
    <>
      <PageHeader title={t('sources.title')} text={t('sources.text')} />
      <div className={classes.page}>
        <Received />
        {useMay('personal') && <LiveTail />}
        <RejectedEvents />
        {useMay('sources') && <Keys onMade={(made) => made.kind === 'write' && setFreshKey(made.key)} />}
        <Snippets freshKey={freshKey} />
        <Section id="import-file" title={t('sources.import')} text={t('sources.importText')}>
          <CodeBlock code={IMPORT_COMMAND} label={t('sources.command')} />
        </Section>
      </div>
    </>
  );
};

import type { Flow, FlowWalk } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowWalkQuery } from '../api/flowQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWorkspace } from '../session/workspace.js';
import { CustomerSelect } from '../ui/CustomerSelect.js';
import { Loaded } from '../ui/states.js';
import classes from './flows.module.css';
import type { NodeWords } from './useNodeWords.js';

type Step = FlowWalk['steps'][number];
const REASONS = ['end', 'exit', 'goal', 'audience', 'reentry'] as const;
const isReason = (text: string | null): text is (typeof REASONS)[number] =>
  (REASONS as readonly (string | null)[]).includes(text);

const StepLine = ({ step, flow, words }: { step: Step; flow: Flow; words: NodeWords }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { at, node: id, what, detail, way } = step;
  const node = flow.nodes.find((one) => one.id === id);
  const told = [
    node && `${words.title(node)} (${words.detail(node)})`,
    what === 'waits' && detail ? t('flows.until', { at: format.moment(detail) }) : '',
    what === 'passes' && node && way !== null ? words.way(node, way) : '',
    isReason(detail) ? t(`flows.reasons.${detail}`) : '',
    what === 'held' ? t('flows.heldCap') : '',
  ].filter(Boolean);
  return (
    <li>
      <span className={classes.soft}>{`${format.moment(at)} · `}</span>
      <strong>{t(`flows.steps.${what}`)}</strong>
      {told.length > 0 && ` · ${told.join(' · ')}`}
    </li>
  );
};

/** One customer walked through a draft, step by step. */
export const Walk = ({ flow, words }: { flow: Flow; words: NodeWords }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [customer, choose] = useState<string | null>(null);
  const query = useQuery({ ...flowWalkQuery(workspace.id, flow, customer ?? ''), enabled: customer !== null });
  return (
    <section className={classes.tried} aria-labelledby="walk">
      <h2 id="walk">{t('flows.walk')}</h2>
      <p className={classes.soft}>{t('flows.walkText')}</p>
      <CustomerSelect label={t('flows.walkWho')} customer={customer} onCustomer={choose} />
      {customer && (
        <Loaded query={query} height={120}>
          {({ steps }) => (
            <ol className={classes.facts}>
              {steps.map((step) => (
                <StepLine key={`${step.at} ${step.node} ${step.what}`} {...{ step, flow, words }} />
              ))}
            </ol>
          )}
        </Loaded>
      )}
    </section>
  );
};

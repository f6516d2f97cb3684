import { FLOW_TEMPLATES, type Flow } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../api/flowQueries.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Loaded, NotFound } from '../ui/states.js';
import { FlowEditor } from './FlowEditor.js';
import classes from './flows.module.css';

const Back = () => {
  const { t } = useTranslation();
  return (
    <p className={classes.back}>
      <Link to="/flows" className="link">
        {`← ${t('flows.back')}`}
      </Link>
    </p>
  );
};

const BLANK: Flow = {
  id: 'new',
  name: { en: '', fr: '' },
  trigger: { kind: 'stage', model: 'aidar', way: 'forward' },
  reentry: { kind: 'never' },
  holdout: 0,
  freshness: 'P1D',
  priority: 50,
  window: { from: '09:00', to: '20:00' },
  start: 'message-1',
  nodes: [{ id: 'message-1', kind: 'message', content: 'none', purpose: 'marketing' }],
};

/** A flow that is not there yet: blank, or from a template as the address says. */
export const NewFlowPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [{ example }] = useAddress();
  const beginning = FLOW_TEMPLATES.find(({ id }) => id === example) ?? BLANK;
  return (
    <>
      <Back />
      <PageHeader title={t('flows.newTitle')} />
      <Loaded query={useQuery(flowsQuery(workspace.id))} height={480}>
        {({ items }) => (
          <FlowEditor key={beginning.id} beginning={beginning} taken={items.map(({ flow }) => flow.id)} />
        )}
      </Loaded>
    </>
  );
};

const Saved = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const workspace = useWorkspace();
  return (
    <Loaded query={useQuery(flowsQuery(workspace.id))} height={480}>
      {({ items }) => {
        const view = items.find(({ flow }) => flow.id === id);
        if (!view) return <NotFound />;
        const { flow, version, state } = view;
        return (
          <>
            <PageHeader
              title={say(flow.name)}
              text={flow.description && say(flow.description)}
              aside={`${t(`flows.states.${state}`)} · v${version}`}
            />
            <FlowEditor key={version} beginning={flow} saved={view} taken={items.map((one) => one.flow.id)} />
          </>
        );
      }}
    </Loaded>
  );
};

/** A saved flow, to look at, to try and to change. */
export const FlowPage = () => {
  const { id } = useParams({ from: '/flows/edit/$id' });
  return (
    <>
      <Back />
      <Saved id={id} />
    </>
  );
};

import { Badge, Button, Menu } from '@mantine/core';
import { FLOW_CONTENTS, FLOW_TEMPLATES, type Flow } from '@parcours/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { CONTENTS, contentsQuery } from '../api/contentQueries.js';
import type { FlowView } from '../api/flowPaths.js';
import { flowsQuery } from '../api/flowQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { EngagePlaces } from '../ui/EngagePlaces.js';
import { PageHeader } from '../ui/PageHeader.js';
import { EmptyState, Loaded } from '../ui/states.js';
import classes from './flows.module.css';
import { useFlowNames, useNodeWords } from './useNodeWords.js';

/** The e-mails of a template that are not there yet are written first, so that they can be made one's own. */
const useBeginFrom = () => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const known = useQuery(contentsQuery(workspace.id)).data?.items.map(({ content }) => content.id) ?? [];
  return useMutation({
    mutationFn: async ({ id, nodes }: Flow) => {
      const used = new Set(nodes.flatMap((node) => (node.kind === 'message' ? [node.content] : [])));
      for (const content of FLOW_CONTENTS) {
        if (!used.has(content.id) || known.includes(content.id)) continue;
        const params = { path: { id: content.id }, query: { workspace: workspace.id, version: 0 } };
        await answerOf(client.PUT('/api/contents/{id}', { params, body: content }));
      }
      return id;
    },
    onSuccess: async (example) => {
      await queries.invalidateQueries({ queryKey: [CONTENTS, workspace.id] });
      await navigate({ to: '/flows/new', search: { example } });
    },
  });
};

const Create = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  const navigate = useNavigate();
  const begin = useBeginFrom();
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} aria-hidden />} loading={begin.isPending}>
          {t('flows.create')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FLOW_TEMPLATES.map((flow) => (
          <Menu.Item key={flow.id} onClick={() => begin.mutate(flow)}>
            {say(flow.name)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: '/flows/new' })}>{t('flows.blank')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const COLOURS = { draft: 'gray', active: 'teal', paused: 'yellow', archived: 'gray' } as const;

const Row = ({ view }: { view: FlowView }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const format = useFormat();
  const words = useNodeWords(useFlowNames());
  const { flow, state, counts } = view;
  return (
    <li className={classes.row}>
      <div>
        <h2>
          <Link to="/flows/edit/$id" params={{ id: flow.id }} className="quiet-link">
            {say(flow.name)}
          </Link>
        </h2>
        <p className={classes.soft}>{flow.description ? say(flow.description) : words.trigger(flow.trigger)}</p>
      </div>
      <Badge variant={state === 'active' ? 'light' : 'default'} color={COLOURS[state]} tt="none">
        {t(`flows.states.${state}`)}
      </Badge>
      <p className={`${classes.numbers} ${classes.soft}`}>
        {(state === 'draft' && counts.begun === 0 ? [] : (['begun', 'inside', 'sent', 'goal'] as const)).map((name) => (
          <span key={name}>{`${format.number(counts[name])} ${t(`flows.${name}`)}`}</span>
        ))}
      </p>
    </li>
  );
};

/** Automations: where each stands, and its numbers. */
export const FlowsPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const may = useMay('define');
  return (
    <>
      <PageHeader title={t('flows.title')} text={t('flows.text')}>
        {may && <Create />}
      </PageHeader>
      <EngagePlaces here="flows" />
      <Loaded query={useQuery(flowsQuery(workspace.id))} height={320}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('flows.none')} text={t('flows.noneText')} />
          ) : (
            <ul className={classes.rows}>
              {items.map((view) => (
                <Row key={view.flow.id} view={view} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
};

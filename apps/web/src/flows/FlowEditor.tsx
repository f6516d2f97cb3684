import { Alert, SegmentedControl } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import type { FlowNodeKind, FlowProblem } from '@parcours/core';
import { IconFlag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dryRunQuery, flowChecksQuery, flowNumbersQuery } from '../api/flowQueries.js';
import { useWords } from '../i18n/useWords.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { BilingualField } from '../ui/BilingualField.js';
import { LeaveGuard } from '../ui/LeaveGuard.js';
import { Canvas, type NodeCount, Plus } from './Canvas.js';
import { insert, remove, replace, type Spot } from './edit.js';
import { FlowActions } from './FlowActions.js';
import classes from './flows.module.css';
import { Lift } from './Lift.js';
import { NodePanel } from './NodePanel.js';
import { NodePeople } from './NodePeople.js';
import { SettingsPanel } from './SettingsPanel.js';
import { Tried } from './Tried.js';
import { type FlowDraft, type FlowEditorProps, useFlowDraft } from './useFlowDraft.js';
import { type NodeWords, useFlowNames, useNodeWords } from './useNodeWords.js';
import { Walk } from './Walk.js';

const DAYS = 90;
const NONE: readonly FlowProblem[] = [];

const Problems = ({ problems }: { problems: readonly FlowProblem[] }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  if (problems.length === 0) return <p className={classes.soft}>{t('flows.sound')}</p>;
  const errors = problems.some(({ level }) => level === 'error');
  const texts = [...new Set(problems.map(({ message }) => say(message)))];
  return (
    <Alert
      color={errors ? 'red' : 'gray'}
      variant="light"
      role="status"
      title={t('flows.problems', { count: texts.length })}
    >
      <ul className={classes.problems}>
        {texts.slice(0, 6).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Alert>
  );
};

/** A draft checked and tried, and what happened since it was active. */
const useLooks = ({ whole }: FlowDraft, saved: FlowEditorProps['saved']) => {
  const workspace = useWorkspace();
  const may = useMay('preview');
  const [flow] = useDebouncedValue(whole, 500);
  const checks = useQuery({ ...flowChecksQuery(workspace.id, flow), enabled: may });
  const wrong = (checks.data?.problems ?? NONE) as readonly FlowProblem[];
  const sound = !wrong.some(({ level }) => level === 'error');
  const tried = useQuery({ ...dryRunQuery(workspace.id, flow, DAYS), enabled: may && checks.isSuccess && sound });
  // The history tells more than the form: who has no address, who has had enough.
  const problems = sound && tried.data && !tried.isFetching ? (tried.data.problems as readonly FlowProblem[]) : wrong;
  const begun = saved !== undefined && saved.liveVersion !== null;
  const numbers = useQuery({ ...flowNumbersQuery(workspace.id, saved?.flow.id ?? ''), enabled: begun });
  const [chosen, show] = useState<'tried' | 'real' | null>(null);
  const shown = chosen ?? (begun ? 'real' : 'tried');
  const counts = (shown === 'real' ? numbers.data?.nodes : tried.data?.nodes) ?? [];
  return {
    ...{ flow, may, problems, sound, tried, begun, numbers, shown, show },
    counts: new Map(counts.map((one): [string, NodeCount] => [one.node, one])),
  };
};

interface PanelProps {
  drafting: FlowDraft;
  problems: readonly FlowProblem[];
  selected: string | null;
  select: (id: string | null) => void;
  names: ReturnType<typeof useFlowNames>;
  words: NodeWords;
  saved: FlowEditorProps['saved'];
}

const Panel = ({ drafting, problems, selected, select, names, words, saved }: PanelProps) => {
  const may = useMay('define');
  const { draft, set, change } = drafting;
  const node = draft.nodes.find(({ id }) => id === selected);
  if (!node) return <SettingsPanel flow={draft} names={names} problems={problems} may={may} change={change} />;
  return (
    <>
      <NodePanel
        key={node.id}
        {...{ flow: draft, node, problems, names, words, may }}
        onChange={(next) => set(replace(draft, next))}
        onFlow={set}
        onRemove={() => {
          set(remove(draft, node.id));
          select(null);
        }}
        onClose={() => select(null)}
      />
      {saved?.liveVersion && <NodePeople key={`people ${node.id}`} flow={saved.flow.id} node={node.id} />}
    </>
  );
};

/** A flow drawn on the left, what is chosen of it on the right. */
export const FlowEditor = (props: FlowEditorProps) => {
  const { t } = useTranslation();
  const may = useMay('define');
  const drafting = useFlowDraft(props);
  const { draft, set, change } = drafting;
  const looks = useLooks(drafting, props.saved);
  const names = useFlowNames();
  const words = useNodeWords(names);
  const [selected, select] = useState<string | null>(null);
  const side = useRef<HTMLDivElement>(null);
  const small = useMediaQuery('(width < 62em)', false, { getInitialValueInEffect: false });
  const choose = (id: string | null): void => {
    select(id);
    // Where the panel stands below the drawing, it comes into sight.
    if (small) setTimeout(() => side.current?.scrollIntoView({ block: 'start' }));
  };
  const grow = (spot: Spot, kind: FlowNodeKind): void => {
    const grown = insert(draft, spot, kind);
    set(grown.flow);
    choose(grown.id);
  };
  return (
    <>
      <LeaveGuard unsaved={drafting.unsaved} />
      <FlowActions drafting={drafting} saved={props.saved} sound={looks.sound} tried={looks.tried.data} />
      <div className={classes.editor}>
        <div>
          <div className={classes.bar}>
            <button
              type="button"
              className={classes.node}
              style={{ width: 'auto', height: 'auto' }}
              aria-pressed={selected === null}
              onClick={() => choose(null)}
            >
              <span className={classes.icon}>
                <IconFlag size={16} aria-hidden />
              </span>
              <span className={classes.words}>
                <b>{t('flows.begins')}</b>
                <span>{words.trigger(draft.trigger)}</span>
              </span>
            </button>
            {may && <Plus label={t('flows.addFirst')} onPick={(kind) => grow({ node: null, path: [] }, kind)} />}
            <span className={classes.grow} />
            {looks.begun && looks.may && (
              <SegmentedControl
                size="xs"
                aria-label={t('flows.show')}
                data={(['real', 'tried'] as const).map((value) => ({ value, label: t(`flows.shows.${value}`) }))}
                value={looks.shown}
                onChange={(value) => looks.show(value as 'real')}
              />
            )}
          </div>
          <Canvas
            {...{ flow: draft, words, problems: looks.problems, counts: looks.counts, selected }}
            onSelect={choose}
            onInsert={may ? grow : undefined}
          />
          {looks.numbers.data?.lift && <Lift lift={looks.numbers.data.lift} />}
          {looks.may && looks.sound && <Tried days={DAYS} query={looks.tried} />}
          {looks.may && looks.sound && <Walk flow={looks.flow} words={words} />}
        </div>
        <div className={classes.panel} ref={side}>
          {may && selected === null && (
            <BilingualField label={t('flows.name')} value={draft.name} onChange={(name) => change({ name })} required />
          )}
          {looks.may && selected === null && <Problems problems={looks.problems} />}
          <Panel {...{ drafting, problems: looks.problems, selected, select, names, words, saved: props.saved }} />
        </div>
      </div>
    </>
  );
};

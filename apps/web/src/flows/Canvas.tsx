import { ActionIcon, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { Flow, FlowNode, FlowNodeKind, FlowProblem } from '@parcours/core';
import { reachedFrom, waysOf } from '@parcours/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import type { Spot } from './edit.js';
import classes from './flows.module.css';
import { drawFlow, type Edge, NODE } from './layout.js';
import { KINDS, NODE_ICONS } from './nodeIcons.js';
import type { NodeWords } from './useNodeWords.js';

/** What is counted at a node. */
export interface NodeCount {
  readonly passed: number;
  readonly waiting: number;
  readonly ways: readonly number[];
}
export interface CanvasProps {
  flow: Flow;
  words: NodeWords;
  problems: readonly FlowProblem[];
  counts: ReadonlyMap<string, NodeCount>;
  selected: string | null;
  onSelect: (id: string | null) => void;
  /** Absent for those who may not change it. */
  onInsert: ((spot: Spot, kind: FlowNodeKind) => void) | undefined;
}

/** What can be added, to choose from. */
export const Plus = ({ label, onPick }: { label: string; onPick: (kind: FlowNodeKind) => void }) => {
  const { t } = useTranslation();
  return (
    <Menu shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" radius="xl" size={26} aria-label={label}>
          <IconPlus size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {KINDS.map((kind) => {
          const Icon = NODE_ICONS[kind];
          return (
            <Menu.Item key={kind} leftSection={<Icon size={16} aria-hidden />} onClick={() => onPick(kind)}>
              {t(`flows.kinds.${kind}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
};

const Figures = ({ count }: { count: NodeCount }) => {
  const { t } = useTranslation();
  return (
    <span className={classes.figure}>
      {t('flows.passed', { count: count.passed })}
      {count.waiting > 0 && ` · ${t('flows.waiting', { count: count.waiting })}`}
    </span>
  );
};

const NodeButton = ({ node, ...props }: { node: FlowNode } & Omit<CanvasProps, 'flow' | 'onInsert'>) => {
  const { say } = useWords();
  const { words, problems, counts, selected, onSelect } = props;
  const Icon = NODE_ICONS[node.kind];
  const own = problems.filter((one) => one.node === node.id);
  const wrong = own.some(({ level }) => level === 'error') ? 'error' : own.length > 0 ? 'warning' : undefined;
  const count = counts.get(node.id);
  return (
    <button
      type="button"
      className={classes.node}
      aria-pressed={selected === node.id}
      data-wrong={wrong}
      title={own.map(({ message }) => say(message)).join('\n') || undefined}
      onClick={() => onSelect(node.id)}
    >
      <span className={classes.icon}>
        {wrong ? <IconAlertTriangle size={16} aria-hidden /> : <Icon size={16} aria-hidden />}
      </span>
      <span className={classes.words}>
        <b>{words.title(node)}</b>
        <span>{wrong === 'error' && own[0] ? say(own[0].message) : words.detail(node)}</span>
        {count && <Figures count={count} />}
      </span>
    </button>
  );
};

const lineOf = ({ from, to }: Edge): string => {
  const bend = (to.y - from.y) / 2;
  return `M${from.x},${from.y} C${from.x},${from.y + bend} ${to.x},${to.y - bend} ${to.x},${to.y}`;
};

const EdgeMarks = ({ edge, node, ...props }: { edge: Edge; node: FlowNode } & CanvasProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { words, counts, onInsert } = props;
  const label = words.way(node, edge.way);
  const taken = counts.get(node.id)?.ways[edge.way];
  const shown = [label, taken === undefined || label === '' ? '' : format.number(taken)].filter(Boolean).join(' · ');
  const x = (edge.from.x + edge.to.x) / 2;
  const y = (edge.from.y + edge.to.y) / 2;
  // Over the node it leads to; a way that comes in from the side is told where it passes.
  const [left, top] = edge.joins ? [x, y - 25] : [edge.to.x, edge.to.y - 13];
  return (
    <>
      {shown && (
        <span className={classes.label} style={{ left, top }} title={shown}>
          {shown}
        </span>
      )}
      {edge.ends && (
        <span className={classes.end} style={{ left: edge.to.x, top: edge.to.y }}>
          {t('flows.ends')}
        </span>
      )}
      {onInsert && (
        <span className={classes.plus} style={{ left: x, top: y - (edge.joins ? 0 : 6) }}>
          <Plus
            label={`${t('flows.addHere', { name: words.title(node) })}${label ? ` (${label})` : ''}`}
            onPick={(kind) => onInsert(edge.spot, kind)}
          />
        </span>
      )}
    </>
  );
};

const Drawn = (props: CanvasProps) => {
  const { t } = useTranslation();
  const { flow } = props;
  const { width, height, boxes, edges } = drawFlow(flow);
  const nodeOf = new Map(flow.nodes.map((node) => [node.id, node]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing that scrolls, not a set of fields
    <div className={classes.scroll} role="group" aria-label={t('flows.canvas')} tabIndex={0}>
      <div className={classes.drawing} style={{ width, height }}>
        <svg className={classes.lines} width={width} height={height} aria-hidden="true">
          {edges.map((edge) => (
            <path key={edge.key} d={lineOf(edge)} />
          ))}
        </svg>
        {boxes.map(({ id, x, y }) => {
          const node = nodeOf.get(id);
          return (
            node && (
              <div key={id} className={classes.place} style={{ left: x, top: y, ...NODE }}>
                <NodeButton node={node} {...props} />
              </div>
            )
          );
        })}
        {edges.map((edge) => {
          const node = nodeOf.get(edge.spot.node ?? '');
          return node && <EdgeMarks key={edge.key} edge={edge} node={node} {...props} />;
        })}
      </div>
    </div>
  );
};

/** The same as a list, where there is no room to draw: each node says where it comes from. */
const Listed = (props: CanvasProps) => {
  const { t } = useTranslation();
  const { flow, words, onInsert } = props;
  const order = [...reachedFrom(flow.start, flow.nodes)];
  const nodeOf = new Map(flow.nodes.map((node) => [node.id, node]));
  const cameFrom = (id: string): string =>
    flow.nodes
      .flatMap((node) =>
        waysOf(node).flatMap(({ to }, at) =>
          to === id ? [[words.title(node), words.way(node, at)].filter(Boolean).join(', ')] : [],
        ),
      )
      .join(' · ');
  return (
    <ol className={classes.list} aria-label={t('flows.canvas')}>
      {order.map((id) => {
        const node = nodeOf.get(id);
        return (
          node && (
            <li key={id}>
              {cameFrom(id) && <p className={classes.where}>{`↳ ${cameFrom(id)}`}</p>}
              <NodeButton node={node} {...props} />
              {onInsert &&
                waysOf(node).map(({ path }, at) => (
                  <p key={path.join('.')} className={classes.pair}>
                    <Plus
                      label={`${t('flows.addHere', { name: words.title(node) })} ${words.way(node, at)}`}
                      onPick={(kind) => onInsert({ node: id, path }, kind)}
                    />
                    <span className={classes.where}>{words.way(node, at)}</span>
                  </p>
                ))}
            </li>
          )
        );
      })}
    </ol>
  );
};

/** A flow drawn from its beginning down, or listed on a small screen. */
export const Canvas = (props: CanvasProps) => {
  const small = useMediaQuery('(width < 48em)', false, { getInitialValueInEffect: false });
  return small ? <Listed {...props} /> : <Drawn {...props} />;
};

import { Skeleton } from '@mantine/core';
import type { PathPlaceAsked } from '@parcours/core';
import { type KeyboardEvent, type Ref, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BEGIN, END, LABEL_HEIGHT, type Layout, layoutGraph, type PlacedEdge, type PlacedNode } from './layoutGraph.js';
import classes from './paths.module.css';
import type { PathWords } from './usePathWords.js';
import type { Visible } from './visible.js';

/** A graph is drawn smaller to fit, but never so small that it cannot be read: then it scrolls. */
const SMALLEST = 0.72;

/** Letters of a step's name that have room; the whole name is in its label. */
const LONGEST = 26;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

interface GraphProps {
  visible: Visible;
  words: PathWords;
  onOpen: (of: PathPlaceAsked) => void;
  ref?: Ref<SVGSVGElement>;
}

/** What can be opened, by mouse and by keyboard. */
const opening = (open: () => void) => ({
  role: 'button',
  tabIndex: 0,
  onClick: open,
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open();
  },
});

const nameIn = (id: string): string => id.slice(1);
const labelOf = (words: PathWords, count: number, seconds: number): string =>
  `${words.figure(count)} · ${words.brief(seconds)}`;

const useLayout = (visible: Visible, words: PathWords): Layout | null => {
  const [layout, setLayout] = useState<{ of: Visible; placed: Layout } | null>(null);
  useEffect(() => {
    let here = true;
    const between = new Map(visible.edges.map((edge) => [JSON.stringify([edge.from, edge.to]), edge]));
    const widths = {
      node: (name: string) => Math.max(92, shortened(words.step(name)).length * 7.4 + 28),
      label: (from: string, to: string) => {
        const edge = between.get(JSON.stringify([from, to]));
        return edge ? labelOf(words, edge.count, edge.medianSeconds).length * 5.9 + 8 : 0;
      },
    };
    void layoutGraph(visible, widths).then((placed) => here && setLayout({ of: visible, placed }));
    return () => {
      here = false;
    };
  }, [visible, words]);
  return layout?.of === visible ? layout.placed : null;
};

const Box = ({
  node,
  count,
  most,
  words,
  onOpen,
}: { node: PlacedNode; count: number; most: number } & Pick<GraphProps, 'words' | 'onOpen'>) => {
  const { t } = useTranslation();
  const name = nameIn(node.id);
  const label = words.step(name);
  const weight = Math.round(6 + 26 * (Math.log1p(count) / Math.log1p(most)));
  const middle = node.x + node.width / 2;
  return (
    <>
      <g
        className={classes.node}
        aria-label={t('paths.nodeLabel', { name: label, count })}
        {...opening(() => onOpen({ node: name }))}
      >
        <rect
          x={node.x}
          y={node.y}
          width={node.width}
          height={node.height}
          rx={10}
          style={{ fill: `color-mix(in srgb, var(--accent) ${weight}%, var(--surface))` }}
        />
      </g>
      <g aria-hidden className={classes.words}>
        <text x={middle} y={node.y + 20} className={classes.name}>
          {shortened(label)}
        </text>
        <text x={middle} y={node.y + 37} className={classes.count}>
          {words.figure(count)}
        </text>
      </g>
    </>
  );
};

const Ends = ({ node }: { node: PlacedNode }) => {
  const { t } = useTranslation();
  return (
    <g>
      <rect x={node.x} y={node.y} width={node.width} height={node.height} rx={13} className={classes.end} />
      <text x={node.x + node.width / 2} y={node.y + 17} className={classes.count}>
        {t(node.id === BEGIN ? 'paths.begins' : 'paths.ends')}
      </text>
    </g>
  );
};

interface ArrowProps extends Pick<GraphProps, 'words' | 'onOpen'> {
  edge: PlacedEdge;
  told: { count: number; medianSeconds: number };
  most: number;
}

const Arrow = ({ edge, told, most, words, onOpen }: ArrowProps) => {
  const { t } = useTranslation();
  const [from, to] = [nameIn(edge.from), nameIn(edge.to)];
  const time = words.duration(told.medianSeconds);
  const width = 1 + 5 * (told.count / most);
  return (
    <>
      <g
        className={classes.edge}
        aria-label={t('paths.edgeLabel', { from: words.step(from), to: words.step(to), count: told.count, time })}
        {...opening(() => onOpen({ edge: { from, to } }))}
      >
        <path d={edge.line} className={classes.reach} />
        <path d={edge.line} className={classes.line} style={{ strokeWidth: width }} markerEnd="url(#paths-arrow)" />
      </g>
      {edge.label && (
        <text
          aria-hidden
          x={edge.label.x + edge.label.width / 2}
          y={edge.label.y + LABEL_HEIGHT - 4}
          className={`${classes.words} ${classes.label}`}
        >
          {labelOf(words, told.count, told.medianSeconds)}
        </text>
      )}
    </>
  );
};

/** What follows what, drawn in layers; what is written on it is said by the buttons beneath. Each step and each arrow opens onto its people. */
export const PathsGraph = ({ visible, words, onOpen, ref }: GraphProps) => {
  const { t } = useTranslation();
  const layout = useLayout(visible, words);
  const counts = useMemo(() => new Map(visible.nodes.map(({ name, count }) => [name, count])), [visible]);
  const between = useMemo(
    () => new Map(visible.edges.map((edge) => [JSON.stringify([`n${edge.from}`, `n${edge.to}`]), edge])),
    [visible],
  );
  if (!layout) return <Skeleton height={420} radius="md" role="status" aria-label={t('paths.drawing')} />;
  const { width, height } = layout;
  const mostNode = Math.max(...counts.values());
  const mostEdge = Math.max(1, ...visible.edges.map(({ count }) => count));
  return (
    <svg
      ref={ref}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className={classes.graph}
      style={{ minWidth: width * SMALLEST }}
      role={visible.nodes.length > 0 ? 'group' : 'img'}
      aria-label={t('paths.chart')}
    >
      <defs>
        <marker
          id="paths-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0.5L8 4L0 7.5z" className={classes.tip} />
        </marker>
      </defs>
      {layout.edges.map((edge) => {
        const key = JSON.stringify([edge.from, edge.to]);
        const told = between.get(key);
        if (told) return <Arrow key={key} edge={edge} told={told} most={mostEdge} words={words} onOpen={onOpen} />;
        return <path key={key} d={edge.line} className={classes.margin} markerEnd="url(#paths-arrow)" />;
      })}
      {layout.nodes.map((node) =>
        node.id === BEGIN || node.id === END ? (
          <Ends key={node.id} node={node} />
        ) : (
          <Box
            key={node.id}
            node={node}
            count={counts.get(nameIn(node.id)) ?? 0}
            most={mostNode}
            words={words}
            onOpen={onOpen}
          />
        ),
      )}
    </svg>
  );
};

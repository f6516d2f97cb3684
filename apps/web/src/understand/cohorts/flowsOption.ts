import type { StageFlows } from '../../api/understandPaths.js';
import { frameOf, type Inks, tip } from '../../charts/Chart.js';

interface Words {
  stage: (stage: string | null) => string;
  colour: (stage: string | null) => string;
  people: (count: number) => string;
}

const nodeAt = (mark: number, stage: string | null): string => `${mark} ${stage ?? ''}`;
const stageIn = (node: string): string | null => node.slice(node.indexOf(' ') + 1) || null;

/** The flow of a band, by what it was drawn from; nothing for the columns. */
export const flowAt = ({ flows }: StageFlows, drawn: unknown): StageFlows['flows'][number] | undefined => {
  const { source, target } = (drawn ?? {}) as { source?: string; target?: string };
  return flows.find(({ mark, from, to }) => nodeAt(mark, from) === source && nodeAt(mark + 1, to) === target);
};

/** What ECharts is told to draw: a column for each instant, and bands from where people stood to where they went. */
export const flowsOption = ({ flows, marks }: StageFlows, inks: Inks, words: Words) => {
  const frame = frameOf(inks);
  const nodes = [...new Set(flows.flatMap(({ mark, from, to }) => [nodeAt(mark, from), nodeAt(mark + 1, to)]))];
  return {
    animation: false,
    textStyle: frame.textStyle,
    tooltip: {
      ...frame.tooltip,
      trigger: 'item' as const,
      formatter: (raw: unknown) => {
        const { data, value } = raw as { data: { source?: string; target?: string; name?: string }; value: number };
        const from = data.source === undefined ? null : words.stage(stageIn(data.source));
        const said =
          from === null
            ? words.stage(stageIn(data.name ?? ''))
            : `${from} → ${words.stage(stageIn(data.target ?? ''))}`;
        return tip([said, words.people(value)]);
      },
    },
    series: [
      {
        type: 'sankey' as const,
        ...{ left: 4, right: 4, top: 8, bottom: 8, nodeGap: 10, nodeWidth: 12, draggable: false, layoutIterations: 32 },
        labelLayout: { hideOverlap: true },
        emphasis: { focus: 'adjacency' as const },
        label: {
          color: inks.ink,
          fontSize: 12,
          formatter: ({ name }: { name: string }) => words.stage(stageIn(name)),
        },
        lineStyle: { color: 'source' as const, opacity: 0.25 },
        data: nodes.map((name) => ({
          name,
          depth: Number(name.split(' ')[0]),
          itemStyle: { color: words.colour(stageIn(name)) },
          // The last column's words stand on the inner side, where there is room.
          label: { position: Number(name.split(' ')[0]) === marks.length - 1 ? ('left' as const) : ('right' as const) },
        })),
        links: flows.map(({ mark, from, to, customers }) => ({
          source: nodeAt(mark, from),
          target: nodeAt(mark + 1, to),
          value: customers,
        })),
      },
    ],
  };
};

import { Slider, Table } from '@mantine/core';
import type { PathPlaceAsked } from '@parcours/core';
import { type Ref, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paths, PathsQuery } from '../../api/understandPaths.js';
import { readPathPeople } from '../../api/understandQueries.js';
import type { ChartHandle } from '../../charts/Chart.js';
import { ChartPanel } from '../../charts/ChartPanel.js';
import chartClasses from '../../charts/charts.module.css';
import { pngOf } from '../../charts/download.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { type Behind, PeopleDrawer } from '../people/PeopleDrawer.js';
import shared from '../understand.module.css';
import { PathsGraph } from './PathsGraph.js';
import classes from './paths.module.css';
import type { PathWords } from './usePathWords.js';
import { Variants } from './Variants.js';
import { type Visible, visiblePart } from './visible.js';

interface ResultProps {
  paths: Paths;
  asked: PathsQuery;
  words: PathWords;
}

/** Share shown at first, in per cent, of so many: about ten steps, twice as many arrows. */
const usual = (all: number, most: number): number =>
  Math.min(100, Math.max(1, Math.round((100 * most) / Math.max(1, all))));
const shareIn = (text: string | undefined, otherwise: number): number => {
  const share = Number(text);
  return text !== undefined && share >= 0 && share <= 100 ? share : otherwise;
};

interface ShareProps {
  name: string;
  value: number;
  shown: number;
  all: number;
  onChange: (value: number) => void;
}

const ShareSlider = ({ name, value, shown, all, onChange }: ShareProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const [moving, setMoving] = useState<number | null>(null);
  return (
    <div className={classes.slider}>
      <div className={classes.sliderHead}>
        <span>{name}</span>
        <span className="figure">{t('paths.shownOf', { shown: format.number(shown), all: format.number(all) })}</span>
      </div>
      <Slider
        value={moving ?? value}
        onChange={setMoving}
        onChangeEnd={(chosen) => {
          setMoving(null);
          onChange(chosen);
        }}
        min={0}
        max={100}
        step={1}
        label={(share) => format.percent(share / 100)}
        thumbLabel={name}
        thumbProps={{ 'aria-valuetext': t('paths.shownOf', { shown: format.number(shown), all: format.number(all) }) }}
      />
    </div>
  );
};

const EdgesTable = ({ visible, words }: { visible: Visible; words: PathWords }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Scrollable className={chartClasses.table} label={t('paths.chart')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {(['from', 'to', 'times', 'median'] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {t(`paths.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {visible.edges.map(({ from, to, count, medianSeconds }) => (
            <Table.Tr key={JSON.stringify([from, to])}>
              <Table.Td>{words.step(from)}</Table.Td>
              <Table.Td>{words.step(to)}</Table.Td>
              <Table.Td className="figure">{format.number(count)}</Table.Td>
              <Table.Td className="figure">{words.duration(medianSeconds)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

const useTitle = (words: PathWords) => {
  const { t } = useTranslation();
  return (of: PathPlaceAsked): string => {
    if ('node' in of) return t('paths.node', { name: words.step(of.node) });
    if ('edge' in of) return t('paths.edge', { from: words.step(of.edge.from), to: words.step(of.edge.to) });
    if ('start' in of) return t('paths.startedAt', { name: words.step(of.start) });
    return 'end' in of ? t('paths.endedAt', { name: words.step(of.end) }) : t('paths.variant');
  };
};

const Drawn = ({
  ref,
  ...graph
}: {
  visible: Visible;
  words: PathWords;
  onOpen: (of: PathPlaceAsked) => void;
  ref: Ref<ChartHandle>;
}) => {
  const { t } = useTranslation();
  const svg = useRef<SVGSVGElement>(null);
  useImperativeHandle(ref, () => ({
    picture: (save) => {
      if (svg.current)
        void pngOf(svg.current, getComputedStyle(svg.current).getPropertyValue('--surface')).then(
          (blob) => blob && save(blob),
        );
    },
  }));
  return (
    <Scrollable className={classes.scroll} label={t('paths.chart')}>
      <PathsGraph ref={svg} {...graph} />
    </Scrollable>
  );
};

/** What is shown of the graph, as the address says. */
const useShown = (paths: Paths) => {
  const [address, change] = useAddress();
  const steps = shareIn(address.steps, usual(paths.nodes.length, 10));
  const links = shareIn(address.links, usual(paths.edges.length, 18));
  const visible = useMemo(() => visiblePart(paths, { steps, links }), [paths, steps, links]);
  return { steps, links, visible, change };
};

/** Paths as a graph with sliders for how much of it, as a table and as files; beside it the paths taken most. */
export const PathsResult = ({ paths, asked, words }: ResultProps) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const title = useTitle(words);
  const [of, setOf] = useState<PathPlaceAsked | null>(null);
  const { steps, links, visible, change } = useShown(paths);
  const behind: Behind | null = of && {
    title: title(of),
    of: ['paths', workspace.id, asked, of],
    read: (cursor) => readPathPeople(workspace.id, asked, { of, ...(cursor === null ? {} : { cursor }) }),
  };
  return (
    <div className={classes.columns}>
      <div className={shared.panel}>
        <ChartPanel
          title={`${t('paths.chart')} · ${t('paths.paths', { count: paths.paths })}`}
          hint={t('paths.hint')}
          file="parcours-paths"
          chart={(ref) => (
            <>
              <div className={classes.sliders}>
                <ShareSlider
                  name={t('paths.activities')}
                  value={steps}
                  shown={visible.nodes.length}
                  all={paths.nodes.length}
                  onChange={(value) => change({ steps: String(value) }, { replace: true })}
                />
                <ShareSlider
                  name={t('paths.links')}
                  value={links}
                  shown={visible.edges.length}
                  all={paths.edges.length}
                  onChange={(value) => change({ links: String(value) }, { replace: true })}
                />
              </div>
              <Drawn ref={ref} visible={visible} words={words} onOpen={setOf} />
            </>
          )}
          table={<EdgesTable visible={{ ...visible, edges: paths.edges }} words={words} />}
          csv={() => ({
            header: [t('paths.from'), t('paths.to'), t('paths.times'), t('paths.seconds')],
            rows: paths.edges.map(({ from, to, count, medianSeconds }) => [
              words.step(from),
              words.step(to),
              count,
              medianSeconds,
            ]),
          })}
        />
      </div>
      <div className={shared.panel}>
        <h3 className={chartClasses.title}>{t('paths.variants')}</h3>
        <p className={chartClasses.hint}>{t('paths.variantsHint', { count: paths.variantCount })}</p>
        <Scrollable className={classes.ranked} label={t('paths.variants')}>
          <Variants paths={paths} words={words} onOpen={setOf} />
        </Scrollable>
      </div>
      <PeopleDrawer behind={behind} onClose={() => setOf(null)} />
    </div>
  );
};

import { Button, Skeleton } from '@mantine/core';
import type { Model } from '@parcours/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelPreviewed } from '../../api/definitionPaths.js';
import { ChartTools, type ChartView } from '../../charts/ChartTools.js';
import { saveCsv, savePng } from '../../charts/download.js';
import { saveElementPng } from '../../charts/elementPng.js';
import { useWidth } from '../../charts/useWidth.js';
import { useWords } from '../../i18n/useWords.js';
import { useStageColour } from '../../theme/stageColours.js';
import { useModels } from '../useModel.js';
import { BandDrawer } from './BandDrawer.js';
import { drawFlow } from './drawFlow.js';
import { FlowDrawing } from './FlowDrawing.js';
import { FlowTable } from './FlowTable.js';
import { type FlowBand, flowOf } from './flow.js';
import classes from './preview.module.css';
import { useFlowWords } from './useFlowWords.js';
import { useModelPreview } from './useModelPreview.js';

interface SeenProps {
  preview: ModelPreviewed;
  draft: Model;
  today: Model | null;
  waiting: boolean;
}

const Seen = ({ preview, draft, today, waiting }: SeenProps) => {
  const { t } = useTranslation();
  const colour = useStageColour();
  const { ref, width } = useWidth();
  const svg = useRef<SVGSVGElement>(null);
  const listed = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<ChartView>('chart');
  const [chosen, setChosen] = useState<FlowBand | null>(null);
  const flow = useMemo(() => flowOf(preview, today, draft), [preview, today, draft]);
  const words = useFlowWords({ flow, today, draft });
  const { longest } = words;
  const drawn = useMemo(() => drawFlow(flow, width, longest), [flow, width, longest]);
  const file = `parcours-${draft.id}-preview`;
  const csv = () =>
    saveCsv(
      file,
      [t('preview.from'), t('preview.to'), t('preview.sense'), t('preview.people')],
      flow.bands.map(({ from, to, sense, customers }) => [
        ...[words.from(from), words.to(to), t(`preview.way_${sense}`), customers],
      ]),
    );
  const png = () => {
    if (view === 'table') void saveElementPng(file, listed.current);
    else if (svg.current) void savePng(file, svg.current, getComputedStyle(svg.current).getPropertyValue('--surface'));
  };
  return (
    <div ref={ref} className={classes.seen} data-waiting={waiting || undefined}>
      <p className={classes.sentence}>{words.sentence()}</p>
      {preview.sampled < preview.customers && (
        <p className={classes.soft}>
          {t('preview.sample', { some: words.count(preview.sampled), all: words.people(preview.customers) })}
        </p>
      )}
      {flow.sampled > 0 && (
        <>
          <div className={classes.tools}>
            <p className={classes.soft}>{t('preview.hint')}</p>
            <ChartTools view={view} onView={setView} png={png} csv={csv} label={t('preview.drawing')} />
          </div>
          {view === 'table' && (
            <div ref={listed}>
              <FlowTable flow={flow} words={words} onChoose={setChosen} />
            </div>
          )}
          {view === 'chart' && width > 0 && (
            <FlowDrawing
              ref={svg}
              drawn={drawn}
              width={width}
              words={words}
              colour={colour}
              chosen={chosen?.key ?? null}
              onChoose={setChosen}
            />
          )}
        </>
      )}
      <BandDrawer chosen={chosen} onClose={() => setChosen(null)} model={draft} words={words} />
    </div>
  );
};

interface ModelPreviewProps {
  /** The draft as JSON, which may not be sound yet. */
  model: unknown;
  /** The id of the saved model it is compared with; null for a new one. */
  today: string | null;
}

/** What a draft would change on real history, before it is saved: from today's positions to the draft's. */
export const ModelPreview = ({ model, today }: ModelPreviewProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { byId } = useModels();
  const { may, problems, seen, waiting, error, retry } = useModelPreview(model);
  const saved = today === null ? null : (byId(today) ?? null);
  const [first] = problems;
  return (
    <section className={classes.preview} aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      {!may && <p className={classes.soft}>{t('preview.refused')}</p>}
      {first && (
        <p className={classes.note} role="status">
          {t('preview.waits', { why: say(first.message) })}
        </p>
      )}
      {error && (
        <p className={classes.note} role="alert">
          {t('errors.server')}{' '}
          <Button variant="default" size="compact-xs" onClick={retry}>
            {t('common.retry')}
          </Button>
        </p>
      )}
      <div aria-live="polite" aria-busy={waiting}>
        {seen && <Seen preview={seen.preview} draft={seen.model} today={saved} waiting={waiting || Boolean(first)} />}
        {!seen && waiting && (
          <div role="status">
            <p className={classes.soft}>{t('preview.looking')}</p>
            <Skeleton height={280} radius="md" />
          </div>
        )}
      </div>
    </section>
  );
};

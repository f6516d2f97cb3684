import { Button } from '@mantine/core';
import { describeConditions } from '@parcours/core';
import { IconHistory, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { measuredLanesQuery, notesQuery, problemsQuery } from '../api/lanesQueries.js';
import type { JourneyMap } from '../api/types.js';
import { saveElementPng } from '../charts/elementPng.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import type { PeopleBehind } from '../map/links.js';
import { Measuring, useMeasuringWords } from '../map/Measuring.js';
import { useWorkspace } from '../session/workspace.js';
import { labelOf, usePersonas, useSegments } from '../strength/useBelongs.js';
import { ExportMenu } from '../ui/ExportMenu.js';
import { ErrorState } from '../ui/states.js';
import { HistoryDialog } from './HistoryDialog.js';
import { LanesTable } from './LanesTable.js';
import classes from './lanes.module.css';
import { LanesProvider, useLanes } from './lanesContext.js';
import { useFitToPage } from './useFitToPage.js';
import { useLanesCsv } from './useLanesCsv.js';

/** What the printed page says it is. */
const Heading = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say, language } = useWords();
  const [personas, segments] = [usePersonas(), useSegments()];
  const { name } = useWorkspace();
  const { map, place } = useLanes();
  const persona = place.persona ? labelOf(personas, place.persona) : t('lanes.everybody');
  const { segment, where } = map;
  const inSegment = segment && t('lanes.inSegment', { segment: labelOf(segments, segment) });
  const holding = where.length > 0 && t('lanes.holding', { conditions: describeConditions(where, language) });
  const { from, to } = map.period;
  return (
    <div className={classes.heading}>
      <strong>{t('lanes.heading', { model: say(map.model.name), persona })}</strong>
      {(segment !== null || where.length > 0) && <span>{[inSegment, holding].filter(Boolean).join(', ')}</span>}
      <span>{`${name}. ${t('lanes.during', { from: format.day(from), to: format.day(to) })}`}</span>
    </div>
  );
};

const Tools = ({ onHistory, png }: { onHistory: () => void; png: () => void }) => {
  const { t } = useTranslation();
  const csv = useLanesCsv();
  return (
    <div className={classes.tools}>
      <p className={classes.beside}>{t('lanes.caution')}</p>
      <Button variant="default" leftSection={<IconHistory size={16} stroke={1.75} aria-hidden />} onClick={onHistory}>
        {t('lanes.history')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden />}
        onClick={() => print()}
      >
        {t('lanes.print')}
      </Button>
      <ExportMenu
        items={[
          { label: t('common.png'), run: png },
          { label: t('lanes.csv'), run: csv },
        ]}
      />
    </div>
  );
};

const Sheet = () => {
  const sheet = useRef<HTMLElement>(null);
  const [history, setHistory] = useState(false);
  const { map } = useLanes();
  const { t } = useTranslation();
  const png = () =>
    void saveElementPng(`parcours-${map.model.id}-lanes`, sheet.current?.querySelector('table') ?? null);
  useFitToPage(sheet, classes.paper as string);
  return (
    <>
      <Tools onHistory={() => setHistory(true)} png={png} />
      <section ref={sheet} className={classes.sheet} aria-label={t('lanes.title')}>
        <Heading />
        <LanesTable />
      </section>
      {history && <HistoryDialog onClose={() => setHistory(false)} />}
    </>
  );
};

/** The journey map as a living document: what is measured in each stage, and what people have written beside it. */
export const LanesView = ({ map, people }: { map: JourneyMap; people: PeopleBehind }) => {
  const measuring = useMeasuringWords();
  const { id: workspace } = useWorkspace();
  const place = { workspace, model: map.model.id, ...(map.persona ? { persona: map.persona } : {}) };
  const { persona, segment, where, period } = map;
  const asked = { persona: persona ?? undefined, segment: segment ?? undefined, where, ...period };
  const measured = useQuery(measuredLanesQuery(workspace, map.model.id, asked));
  const notes = useQuery(notesQuery(place));
  const problems = useQuery(problemsQuery(place));
  const failed = [measured, notes].find(({ isError }) => isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!measured.data || !notes.data)
    return <Measuring model={map.model} text={measuring('lanes', map.customers.total, map.period)} />;
  const lanes = { place, map, people, measured: measured.data, notes: notes.data.items };
  return (
    <LanesProvider value={{ ...lanes, problems: problems.data?.items ?? [] }}>
      <Sheet />
    </LanesProvider>
  );
};

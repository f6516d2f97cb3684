import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JourneyMap } from '../api/types.js';
import { saveCsv, savePng } from '../charts/download.js';
import { useWords } from '../i18n/useWords.js';
import { useStageColour } from '../theme/stageColours.js';
import { useTouchpoints } from '../touchpoints/useTouchpoints.js';
import { ExportMenu } from '../ui/ExportMenu.js';
import { drawJourney } from './drawJourney.js';
import { JourneyDrawing } from './JourneyDrawing.js';
import classes from './map.module.css';
import { useDrawingWords } from './useDrawingWords.js';

const PICTURE_WIDTH = 1280;
const HEADING = 112;

const useTables = (map: JourneyMap) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { nameOf } = useTouchpoints();
  const name = (id: string | null) =>
    id === null ? t('map.outside') : say(map.model.stages.find((stage) => stage.id === id)?.name ?? { en: id, fr: id });
  const base = `parcours-${map.model.id}-${map.period.from.slice(0, 10)}-${map.period.to.slice(0, 10)}`;
  const stages = () =>
    saveCsv(
      base,
      [
        ...[
          t('map.stage'),
          t('map.people'),
          t('map.arrivedUp'),
          t('map.leftUp'),
          t('map.leftDown'),
          t('map.arrivedDown'),
        ],
        ...[t('map.speed'), t('direction.advancing'), t('direction.steady'), t('direction.receding')],
        ...[t('map.medianDays'), t('map.stuck'), t('pace.stalled'), t('map.touchpoints')],
      ],
      map.stages.map((stage) => [
        ...[name(stage.id), stage.customers, stage.entered, stage.forward, stage.back, stage.fellIn],
        ...[stage.velocity, stage.directions.advancing, stage.directions.steady, stage.directions.receding],
        ...[
          stage.medianDays,
          stage.stuck,
          stage.stalled,
          stage.touchpoints.map((touchpoint) => nameOf(touchpoint.name)).join(', '),
        ],
      ]),
    );
  const flows = () =>
    saveCsv(
      `${base}-flows`,
      [t('map.from'), t('map.to'), t('map.kindOf'), t('map.moves'), t('map.people')],
      map.flows.map((flow) => [
        ...[name(flow.from), name(flow.to), t(`kind.${flow.kind}`)],
        ...[flow.movements, flow.customers],
      ]),
    );
  return { base, stages, flows };
};

/** Takes the map away as tables or as a picture. */
export const MapExport = ({ map }: { map: JourneyMap }) => {
  const { t } = useTranslation();
  const colour = useStageColour();
  const words = useDrawingWords(map);
  const { base, stages, flows } = useTables(map);
  const [drawing, setDrawing] = useState(false);
  const saved = useRef(false);
  // The picture is drawn out of sight at a fixed width, saved, and taken down again.
  const save = (svg: SVGSVGElement | null) => {
    if (!svg || saved.current) return;
    saved.current = true;
    const background = getComputedStyle(document.body).getPropertyValue('--surface');
    void savePng(base, svg, background).finally(() => setDrawing(false));
  };
  return (
    <>
      <ExportMenu
        items={[
          {
            label: t('common.png'),
            run: () => {
              saved.current = false;
              setDrawing(true);
            },
          },
          { label: t('common.csv'), run: stages },
          { label: t('map.flowsCsv'), run: flows },
        ]}
      />
      {drawing && (
        <div className={classes.offstage} aria-hidden>
          <JourneyDrawing
            ref={save}
            map={map}
            drawing={drawJourney(map, PICTURE_WIDTH)}
            width={PICTURE_WIDTH}
            colour={colour}
            words={words}
            heading={HEADING}
          />
        </div>
      )}
    </>
  );
};

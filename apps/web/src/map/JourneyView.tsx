import { useNavigate, useRouter } from '@tanstack/react-router';
import { type MouseEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JourneyMap } from '../api/types.js';
import { useWidth } from '../charts/useWidth.js';
import { useStageColour } from '../theme/stageColours.js';
import { type DrawnFlow, drawJourney } from './drawJourney.js';
import { JourneyDrawing } from './JourneyDrawing.js';
import type { PeopleBehind } from './links.js';
import classes from './map.module.css';
import { StageColumn } from './StageColumn.js';
import { useDrawingWords } from './useDrawingWords.js';

/** Under this width (px) a stage, the stages stack and the drawing gives way to bars. */
const NARROWEST_COLUMN = 146;

const useFlowLink = (people: PeopleBehind) => {
  const router = useRouter();
  const navigate = useNavigate();
  return (flow: DrawnFlow) => {
    const place = { to: '/customers', search: people.flow(flow) } as const;
    return {
      href: router.buildLocation(place).href,
      open: (event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        void navigate(place);
      },
    };
  };
};

/** The map: stages side by side joined by a drawing of the flow, or one under the other where there is no room. */
export const JourneyView = ({ map, people }: { map: JourneyMap; people: PeopleBehind }) => {
  const { t } = useTranslation();
  const { ref, width } = useWidth();
  const colour = useStageColour();
  const words = useDrawingWords(map);
  const link = useFlowLink(people);
  const count = map.model.stages.length;
  const wide = width >= count * NARROWEST_COLUMN;
  const drawing = useMemo(() => drawJourney(map, width), [map, width]);
  return (
    <section
      ref={ref}
      className={`${classes.map} ${wide ? classes.wide : classes.stacked}`}
      style={{ '--stages': count, '--drawn': `${drawing.height}px` } as object}
      aria-label={t('map.title')}
    >
      <ol className={classes.columns}>
        {map.model.stages.map((definition, index) => {
          const stage = map.stages.find(({ id }) => id === definition.id);
          if (!stage) return null;
          const reached = map.stages.slice(index).reduce((sum, { customers }) => sum + customers, 0);
          const shared = { stage, definition, index, count, reached, people };
          return <StageColumn key={stage.id} {...shared} placed={map.customers.placed} />;
        })}
      </ol>
      {wide && (
        <div className={classes.drawn}>
          <JourneyDrawing map={map} drawing={drawing} width={width} colour={colour} words={words} link={link} />
          {map.flows.length === 0 && <p className={classes.quiet}>{t('map.quietPeriod')}</p>}
        </div>
      )}
    </section>
  );
};

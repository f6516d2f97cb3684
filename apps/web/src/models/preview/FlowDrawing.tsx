import { type KeyboardEvent, type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type DrawnBand, type DrawnPlace, type FlowDrawn, LETTER, NODE } from './drawFlow.js';
import type { FlowBand } from './flow.js';
import classes from './preview.module.css';
import type { FlowWords } from './useFlowWords.js';

interface FlowDrawingProps {
  drawn: FlowDrawn;
  width: number;
  words: FlowWords;
  colour: (index: number, count: number) => string;
  chosen: string | null;
  onChoose: (band: FlowBand) => void;
  ref?: Ref<SVGSVGElement>;
}

/** A name too long for its room ends in dots, and is told whole on hover. */
const shorten = (name: string, width: number): string => {
  const letters = Math.max(4, Math.floor(width / LETTER));
  return name.length <= letters ? name : `${name.slice(0, letters - 1).trimEnd()}…`;
};

const PlaceWords = ({ place, narrow, words }: { place: DrawnPlace; narrow: boolean; words: FlowWords }) => {
  const { side, x, y, width } = { ...place, ...place.words };
  const name = words.place(place, side);
  const count = words.count(place.customers);
  const anchor = narrow === (side === 'today') ? 'start' : 'end';
  return (
    <text x={x} y={narrow ? y : y - 4} textAnchor={anchor} className={classes.words}>
      <title>{name}</title>
      <tspan className={classes.name}>{shorten(name, narrow ? width - 12 - count.length * 8 : width)}</tspan>
      {narrow ? (
        <tspan className={classes.count} dx={6}>
          {count}
        </tspan>
      ) : (
        <tspan className={classes.count} x={x} dy={17}>
          {count}
        </tspan>
      )}
    </text>
  );
};

interface RibbonProps {
  band: DrawnBand;
  fill: string;
  label: string;
  chosen: boolean;
  onChoose: () => void;
}

const Ribbon = ({ band, fill, label, chosen, onChoose }: RibbonProps) => {
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onChoose();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside a drawing
    <g
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-haspopup="dialog"
      className={classes.band}
      data-sense={band.sense}
      data-chosen={chosen || undefined}
      onClick={onChoose}
      onKeyDown={press}
    >
      <title>{label}</title>
      <path d={band.path} className={classes.touch} />
      <path d={band.path} className={classes.ribbon} style={{ fill }} />
    </g>
  );
};

/** The flow drawn: those who stay quietly, those who move in the colours of their stages. */
export const FlowDrawing = ({ drawn, width, words, colour, chosen, onChoose, ref }: FlowDrawingProps) => {
  const { t } = useTranslation();
  const prefix = useId();
  const { places, bands, height, narrow } = drawn;
  const tint = (place: DrawnPlace | undefined) =>
    place && place.stage !== null ? colour(place.index, place.count) : 'var(--flow-outside)';
  const placeOf = (side: DrawnPlace['side'], stage: string | null) =>
    places.find((place) => place.side === side && place.stage === stage);
  const heads = (['today', 'draft'] as const).map((side) => ({ side, place: places.find((one) => one.side === side) }));
  return (
    <svg
      ref={ref}
      className={classes.drawing}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role={bands.length > 0 ? 'group' : 'img'}
      aria-label={t('preview.drawing')}
    >
      {heads.map(({ side, place }) => (
        <text
          key={side}
          x={place?.words.x}
          y={12}
          textAnchor={narrow === (side === 'today') ? 'start' : 'end'}
          className={classes.side}
        >
          {t(`preview.${side}`)}
        </text>
      ))}
      {bands.map((band, index) => (
        <g key={band.key}>
          <linearGradient id={`${prefix}${index}`}>
            <stop offset="0" style={{ stopColor: tint(placeOf('today', band.from)) }} />
            <stop offset="1" style={{ stopColor: tint(placeOf('draft', band.to)) }} />
          </linearGradient>
          <Ribbon
            band={band}
            fill={band.sense === 'stays' ? 'var(--flow-quiet)' : `url(#${prefix}${index})`}
            label={words.band(band)}
            chosen={chosen === band.key}
            onChoose={() => onChoose(band)}
          />
        </g>
      ))}
      {places.map((place) => (
        <g
          key={`${place.side} ${place.stage}`}
          data-empty={place.customers === 0 || undefined}
          className={classes.place}
        >
          <rect x={place.x} y={place.y} width={NODE} height={place.height} rx={2} style={{ fill: tint(place) }} />
          <PlaceWords place={place} narrow={narrow} words={words} />
        </g>
      ))}
    </svg>
  );
};

import type { MouseEvent, Ref } from 'react';
import type { JourneyMap } from '../api/types.js';
import { type Drawing, type DrawnFlow, type DrawnStage, INSET, NODE } from './drawJourney.js';
import classes from './map.module.css';

export interface DrawingWords {
  title: string;
  beyond: (share: number) => string;
  /** Which journey, and when: said where the picture leaves the page. */
  caption: string;
  count: (value: number) => string;
  flow: (flow: DrawnFlow) => string;
  stage: (id: string) => string;
}
interface FlowLink {
  href: string;
  open: (event: MouseEvent) => void;
}
interface DrawingProps {
  map: JourneyMap;
  drawing: Drawing;
  width: number;
  colour: (index: number, count: number) => string;
  words: DrawingWords;
  /** Where each passage leads; without it the drawing is a plain picture. */
  link?: (flow: DrawnFlow) => FlowLink;
  /** Room above for names and figures: a picture that leaves the page must say what it shows. */
  heading?: number;
  ref?: Ref<SVGSVGElement>;
}

interface RiverProps {
  base: number;
  stages: DrawnStage[];
  width: number;
  colour: (index: number) => string;
  prefix: string;
}

const River = ({ base, stages, width, colour, prefix }: RiverProps) =>
  stages.map((stage) => {
    const next = stages[stage.index + 1];
    const end = next?.x ?? width - INSET;
    const beyond = stage.reached - stage.here;
    const left = stage.x + NODE;
    return (
      <g key={stage.id}>
        <linearGradient id={`${prefix}stay-${stage.index}`}>
          <stop offset="0" stopColor={colour(stage.index)} stopOpacity={0.34} />
          <stop offset="1" stopColor={colour(stage.index)} stopOpacity={0} />
        </linearGradient>
        <linearGradient id={`${prefix}pass-${stage.index}`}>
          <stop offset="0" stopColor={colour(stage.index)} stopOpacity={0.3} />
          <stop offset="1" stopColor={colour(stage.index + 1)} stopOpacity={0.3} />
        </linearGradient>
        {stage.here > 0 && (
          <rect
            x={left}
            y={stage.top}
            width={(end - left) * (next ? 0.72 : 1)}
            height={stage.here}
            fill={`url(#${prefix}stay-${stage.index})`}
          />
        )}
        {next && beyond > 0.5 && (
          <rect
            x={left}
            y={base - beyond}
            width={end - left}
            height={beyond}
            fill={`url(#${prefix}pass-${stage.index})`}
          />
        )}
        <rect x={stage.x} y={stage.top} width={NODE} height={stage.reached} rx={3} fill={colour(stage.index)} />
      </g>
    );
  });

interface SharesProps {
  base: number;
  stages: DrawnStage[];
  width: number;
  words: DrawingWords;
}

const Shares = ({ base, stages, width, words }: SharesProps) => {
  const room = width / stages.length;
  return stages.map((stage) => {
    if (stage.beyond === null || stage.beyond === 0 || room < 150) return null;
    const beyond = stage.reached - stage.here;
    const inside = beyond > 26;
    return (
      <text
        key={stage.id}
        className={classes.share}
        x={stage.x + NODE + (room - NODE) / 2}
        y={inside ? base - beyond / 2 + 4 : base - beyond - 7}
        textAnchor="middle"
      >
        {words.beyond(stage.beyond)}
      </text>
    );
  });
};

const toneOf = ({ back }: DrawnFlow) => (back ? classes.goingBack : classes.goingForward);

/** The lines are all drawn before the first number, so that none crosses a number out. */
const Line = ({ flow }: { flow: DrawnFlow }) => (
  <path
    d={flow.path}
    className={`${classes.trace} ${toneOf(flow)}`}
    strokeWidth={flow.width}
    strokeDasharray={flow.kind === 'cycle' ? '2 7' : undefined}
  />
);

const Passage = ({ flow, words, link }: { flow: DrawnFlow; words: DrawingWords; link?: FlowLink | undefined }) => {
  const text = words.count(flow.movements);
  const half = 9 + text.length * 3.6;
  const { x, y } = flow.label;
  const shape = (
    <>
      <polygon points={flow.head} className={classes.head} />
      <rect x={x - half} y={y - 10} width={half * 2} height={20} rx={10} className={classes.pill} />
      <text x={x} y={y + 4} textAnchor="middle" className={classes.pillText}>
        {text}
      </text>
    </>
  );
  if (!link) return <g className={toneOf(flow)}>{shape}</g>;
  return (
    <a href={link.href} onClick={link.open} className={`${classes.passage} ${toneOf(flow)}`}>
      <title>{words.flow(flow)}</title>
      <path d={flow.path} className={classes.touch} strokeWidth={flow.width + 10} />
      {shape}
    </a>
  );
};

/** The journey drawn: a funnel that narrows as people stay behind, the moves of the period above and below it. */
export const JourneyDrawing = ({ map, drawing, width, colour, words, link, heading = 0, ref }: DrawingProps) => {
  const { stages, flows, base } = drawing;
  const tint = (index: number) => colour(index, stages.length);
  const foot = heading > 0 ? 16 : 0;
  return (
    <svg
      ref={ref}
      className={classes.drawing}
      viewBox={`0 ${-heading} ${width} ${drawing.height + heading + foot}`}
      width={width}
      height={drawing.height + heading + foot}
      role={link ? 'group' : 'img'}
      aria-label={words.title}
    >
      {heading > 0 && (
        <text x={INSET} y={-heading + 30} className={classes.share}>
          {words.caption}
        </text>
      )}
      {heading > 0 &&
        stages.map((stage) => (
          <g key={stage.id}>
            <text x={stage.x} y={-50} className={classes.headName}>
              {words.stage(stage.id)}
            </text>
            <text x={stage.x} y={-16} className={classes.headFigure}>
              {words.count(map.stages[stage.index]?.customers ?? 0)}
            </text>
          </g>
        ))}
      <line x1={INSET} x2={width - INSET} y1={base} y2={base} className={classes.ground} />
      <River base={base} stages={stages} width={width} colour={tint} prefix={heading > 0 ? 'png-' : ''} />
      <Shares base={base} stages={stages} width={width} words={words} />
      {flows.map((flow) => (
        <Line key={flow.key} flow={flow} />
      ))}
      {flows.map((flow) => (
        <Passage key={flow.key} flow={flow} words={words} link={link?.(flow)} />
      ))}
    </svg>
  );
};

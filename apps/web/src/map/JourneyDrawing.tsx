import type { MouseEvent, Ref } from 'react';
import type { JourneyMap } from '../api/types.js';
import { BASELINE, type DrawnFlow, type DrawnStage, drawJourney, HEIGHT, INSET, NODE } from './drawJourney.js';
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
  stages: DrawnStage[];
  width: number;
  colour: (index: number) => string;
  prefix: string;
}

const River = ({ stages, width, colour, prefix }: RiverProps) =>
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
            y={BASELINE - beyond}
            width={end - left}
            height={beyond}
            fill={`url(#${prefix}pass-${stage.index})`}
          />
        )}
        <rect x={stage.x} y={stage.top} width={NODE} height={stage.reached} rx={3} fill={colour(stage.index)} />
      </g>
    );
  });

const Shares = ({ stages, width, words }: { stages: DrawnStage[]; width: number; words: DrawingWords }) => {
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
        y={inside ? BASELINE - beyond / 2 + 4 : BASELINE - beyond - 7}
        textAnchor="middle"
      >
        {words.beyond(stage.beyond)}
      </text>
    );
  });
};

const Passage = ({ flow, words, link }: { flow: DrawnFlow; words: DrawingWords; link?: FlowLink | undefined }) => {
  const text = words.count(flow.movements);
  const half = 9 + text.length * 3.6;
  const shape = (
    <>
      <path
        d={flow.path}
        className={classes.trace}
        strokeWidth={flow.width}
        strokeDasharray={flow.kind === 'cycle' ? '2 7' : undefined}
      />
      <polygon points={flow.head} className={classes.head} />
      <rect
        x={flow.label.x - half}
        y={flow.label.y - 10}
        width={half * 2}
        height={20}
        rx={10}
        className={classes.pill}
      />
      <text x={flow.label.x} y={flow.label.y + 4} textAnchor="middle" className={classes.pillText}>
        {text}
      </text>
    </>
  );
  const tone = flow.back ? classes.goingBack : classes.goingForward;
  if (!link) return <g className={tone}>{shape}</g>;
  return (
    <a href={link.href} onClick={link.open} className={`${classes.passage} ${tone}`}>
      <title>{words.flow(flow)}</title>
      {shape}
    </a>
  );
};

/** The journey drawn: a funnel that narrows as people stay behind, the moves of the period above and below it. */
export const JourneyDrawing = ({ map, width, colour, words, link, heading = 0, ref }: DrawingProps) => {
  const { stages, flows } = drawJourney(map, width);
  const tint = (index: number) => colour(index, stages.length);
  const foot = heading > 0 ? 16 : 0;
  return (
    <svg
      ref={ref}
      className={classes.drawing}
      viewBox={`0 ${-heading} ${width} ${HEIGHT + heading + foot}`}
      width={width}
      height={HEIGHT + heading + foot}
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
      <line x1={INSET} x2={width - INSET} y1={BASELINE} y2={BASELINE} className={classes.ground} />
      <River stages={stages} width={width} colour={tint} prefix={heading > 0 ? 'png-' : ''} />
      <Shares stages={stages} width={width} words={words} />
      {flows.map((flow) => (
        <Passage key={flow.key} flow={flow} words={words} link={link?.(flow)} />
      ))}
    </svg>
  );
};

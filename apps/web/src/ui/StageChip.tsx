import { useStageColour } from '../theme/stageColours.js';
import classes from './ui.module.css';

interface StageChipProps {
  name: string;
  /** 0-based rank in its model, and how many stages the model has. */
  index: number;
  count: number;
}

/** A stage, with the colour it has on every page. */
export const StageChip = ({ name, index, count }: StageChipProps) => {
  const colour = useStageColour();
  return (
    <span className={classes.chip}>
      <span className={classes.dot} style={{ background: colour(index, count) }} aria-hidden />
      {name}
    </span>
  );
};

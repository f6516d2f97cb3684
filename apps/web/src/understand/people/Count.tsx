import { UnstyledButton } from '@mantine/core';
import classes from './people.module.css';

interface CountProps {
  count: number;
  onOpen: () => void;
  /** What it counts, for those who hear the number alone. */
  label?: string;
  children: string;
}

/** A number that opens onto its people; nobody opens onto nothing. */
export const Count = ({ count, onOpen, label, children }: CountProps) =>
  count === 0 ? (
    children
  ) : (
    <UnstyledButton className={classes.count} aria-label={label} onClick={onOpen}>
      {children}
    </UnstyledButton>
  );

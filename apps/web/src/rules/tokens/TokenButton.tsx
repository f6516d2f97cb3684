import { UnstyledButton } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from '../rules.module.css';

interface TokenButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  /** What the words stand for: "When". */
  label: string;
  /** The words themselves: "in the last 90 days". */
  shown: string;
  /** Lead words carry the sentence, quiet ones offer something to add. */
  look?: 'word' | 'lead' | 'quiet' | undefined;
  wrong?: boolean | undefined;
  icon?: ReactNode;
}

/** Words of a sentence that can be clicked and changed. */
export const TokenButton = ({ label, shown, look = 'word', wrong = false, icon, ...rest }: TokenButtonProps) => (
  <UnstyledButton
    {...rest}
    className={classes.token}
    data-look={look}
    data-wrong={wrong}
    aria-label={label === shown ? shown : `${label}: ${shown}`}
  >
    {icon}
    {shown}
  </UnstyledButton>
);

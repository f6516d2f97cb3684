import { Button, Popover } from '@mantine/core';
import { type FocusEvent, type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../rules.module.css';
import { TokenButton } from './TokenButton.js';

interface PopoverTokenProps {
  label: string;
  shown: string;
  look?: 'word' | 'lead' | 'quiet' | undefined;
  wrong?: boolean | undefined;
  width?: number;
  children: ReactNode;
}

/** What is in a field is replaced by what is typed next. */
export const selectAll = (event: FocusEvent<HTMLInputElement>): void => event.currentTarget.select();

/** Words that open a few fields. What is set there shows in the sentence at once; Enter or Escape closes. */
export const PopoverToken = ({ label, shown, look, wrong, width = 300, children }: PopoverTokenProps) => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const close = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOpened(false);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={width}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      withRoles
    >
      <Popover.Target>
        <TokenButton label={label} shown={shown} look={look} wrong={wrong} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={label}>
        <form onSubmit={close} className={classes.fields}>
          {children}
          <Button type="submit" variant="light" size="xs" className={classes.done}>
            {t('rules.done')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
};

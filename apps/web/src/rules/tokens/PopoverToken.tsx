import { Button, Popover } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../rules.module.css';
import { TokenButton } from './TokenButton.js';

interface PopoverTokenProps {
  label: string;
  shown: string;
  look?: 'word' | 'lead' | 'quiet' | undefined;
  wrong?: boolean | undefined;
  width?: number;
  /** Begins what is then asked about, where the words only offer it. */
  onOpen?: (() => void) | undefined;
  children: ReactNode;
}

/** Words that open a few fields. What is set there shows in the sentence at once; Enter or Escape closes. */
export const PopoverToken = ({ label, shown, look, wrong, width = 300, onOpen, children }: PopoverTokenProps) => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const close = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOpened(false);
  };
  const toggle = () => {
    if (!opened) onOpen?.();
    setOpened(!opened);
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
        <TokenButton label={label} shown={shown} look={look} wrong={wrong} onClick={toggle} />
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

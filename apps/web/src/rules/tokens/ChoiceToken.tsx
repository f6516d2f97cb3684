import { Combobox, useCombobox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../rules.module.css';
import { TokenButton } from './TokenButton.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Shown small at the end of the line. */
  readonly hint?: string | undefined;
  readonly icon?: ReactNode;
}
export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly Choice[];
}

interface ChoiceTokenProps {
  label: string;
  shown: string;
  value: string;
  groups: readonly ChoiceGroup[];
  onChoose: (value: string) => void;
  look?: 'word' | 'lead' | 'quiet' | undefined;
  wrong?: boolean | undefined;
  icon?: ReactNode;
  width?: number;
  /** A text that is none of the choices may be chosen too. */
  free?: boolean;
}

/** From this many on, a box to search in. */
const SEARCHED_FROM = 9;
const SHOWN = 60;

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const matching = (groups: readonly ChoiceGroup[], sought: string): ChoiceGroup[] => {
  let left = SHOWN;
  return groups.flatMap(({ label, choices }) => {
    const found = choices.filter((one) => bare(`${one.label} ${one.value}`).includes(sought)).slice(0, left);
    left -= found.length;
    return found.length > 0 ? [{ label, choices: found }] : [];
  });
};

const Option = ({ choice, chosen }: { choice: Choice; chosen: boolean }) => (
  <Combobox.Option value={choice.value} active={chosen} className={classes.option}>
    {choice.icon}
    <span className={classes.optionLabel}>{choice.label}</span>
    {choice.hint && <span className={classes.hint}>{choice.hint}</span>}
    {chosen && <IconCheck size={14} aria-hidden />}
  </Combobox.Option>
);

/** Words that open a list to choose from, by mouse, arrows or typing. */
export const ChoiceToken = (props: ChoiceTokenProps) => {
  const { label, shown, value, groups, onChoose, look, wrong, icon, width = 320, free = false } = props;
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const searched = free || groups.reduce((sum, { choices }) => sum + choices.length, 0) >= SEARCHED_FROM;
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch('');
    },
    onDropdownOpen: () => (searched ? combobox.focusSearchInput() : combobox.selectActiveOption()),
  });
  const { selectFirstOption } = combobox;
  // Enter takes the best match of what is typed.
  useEffect(() => {
    if (search !== '') selectFirstOption();
  }, [search, selectFirstOption]);
  const found = matching(groups, bare(search.trim()));
  const typed = search.trim();
  const offersTyped = free && typed !== '' && !groups.some(({ choices }) => choices.some((one) => one.value === typed));
  return (
    <Combobox
      store={combobox}
      width={width}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(chosen) => {
        onChoose(chosen);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <TokenButton
          label={label}
          shown={shown}
          look={look}
          wrong={wrong}
          icon={icon}
          onClick={() => combobox.toggleDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        {searched && (
          <Combobox.Search
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={t('rules.search')}
            aria-label={`${t('rules.search')}: ${label}`}
          />
        )}
        <Combobox.Options className={classes.options} aria-label={label}>
          {found.map((group) => (
            <Combobox.Group key={group.label} label={group.label || undefined}>
              {group.choices.map((choice) => (
                <Option key={choice.value} choice={choice} chosen={choice.value === value} />
              ))}
            </Combobox.Group>
          ))}
          {offersTyped && <Combobox.Option value={typed}>{t('rules.useTyped', { text: typed })}</Combobox.Option>}
          {found.length === 0 && !offersTyped && <Combobox.Empty>{t('rules.noMatch')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};

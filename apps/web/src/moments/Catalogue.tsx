import { Button, Checkbox, Drawer } from '@mantine/core';
import { MOMENT_PRESETS, MOMENT_SECTIONS, type Moment } from '@parcours/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { EffectMark } from './EffectMark.js';
import classes from './moments.module.css';

interface ChoiceProps {
  moment: Moment;
  there: boolean;
  chosen: boolean;
  onToggle: () => void;
}

const Choice = ({ moment, there, chosen, onToggle }: ChoiceProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  return (
    <li className={classes.choice}>
      <Checkbox
        label={say(moment.name)}
        description={there ? t('moments.already') : undefined}
        checked={there || chosen}
        disabled={there}
        onChange={onToggle}
      />
      <span className={classes.choiceEffect}>
        <EffectMark effect={moment.effect} />
        <span className={classes.weight}>{moment.weight}</span>
      </span>
    </li>
  );
};

interface PickListProps {
  taken: readonly string[];
  onAdd: (ids: string[]) => void;
}

/** Moments that most organisations recognise, by section, to be ticked and added. */
export const PickList = ({ taken, onAdd }: PickListProps) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const toggleAll = (ids: readonly string[]) => {
    const every = ids.every((id) => chosen.includes(id));
    const others = chosen.filter((id) => !ids.includes(id));
    setChosen(every ? others : [...others, ...ids]);
  };
  return (
    <>
      <div className={classes.sections}>
        {MOMENT_SECTIONS.map((section) => {
          const group = t(`moments.sections.${section}`);
          const free = MOMENT_PRESETS[section].map(({ id }) => id).filter((id) => !taken.includes(id));
          const count = free.filter((id) => chosen.includes(id)).length;
          return (
            <section key={section} aria-label={group}>
              <h3>
                <Checkbox
                  label={group}
                  aria-label={t('moments.presetsAll', { group })}
                  checked={free.length > 0 && count === free.length}
                  indeterminate={count > 0 && count < free.length}
                  disabled={free.length === 0}
                  onChange={() => toggleAll(free)}
                />
              </h3>
              <ul>
                {MOMENT_PRESETS[section].map((moment) => (
                  <Choice
                    key={moment.id}
                    moment={moment}
                    there={taken.includes(moment.id)}
                    chosen={chosen.includes(moment.id)}
                    onToggle={() => toggle(moment.id)}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <Button
        disabled={chosen.length === 0}
        onClick={() => {
          onAdd([...chosen]);
          setChosen([]);
        }}
      >
        {t('moments.presetsAdd', { count: chosen.length })}
      </Button>
    </>
  );
};

/** The catalogue, beside the table. */
export const Catalogue = ({ opened, onClose, ...rest }: PickListProps & { opened: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('moments.presetsTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className={classes.lead}>{t('moments.presetsText')}</p>
      <PickList {...rest} />
    </Drawer>
  );
};

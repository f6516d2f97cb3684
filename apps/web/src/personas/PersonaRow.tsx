import { ActionIcon, Button } from '@mantine/core';
import type { Problem } from '@parcours/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import type { Vocabulary } from '../rules/edit/vocabulary.js';
import { RulePreview } from '../rules/preview/RulePreview.js';
import { useRulePreview } from '../rules/preview/useRulePreview.js';
import { RuleBuilder, useRuleSentence } from '../rules/RuleBuilder.js';
import { useMay } from '../session/useMay.js';
import { BilingualField } from '../ui/BilingualField.js';
import { useDragOrder } from '../ui/useDragOrder.js';
import type { PersonaDraft } from './edit.js';
import classes from './personas.module.css';

interface EditingProps {
  persona: PersonaDraft;
  vocabulary: Vocabulary;
  problems: readonly Problem[];
  onChange: (persona: PersonaDraft) => void;
}

const Editing = ({ persona, vocabulary, problems, onChange }: EditingProps) => {
  const { t } = useTranslation();
  const preview = useRulePreview(persona.rule);
  return (
    <div className={classes.editing}>
      <div className={classes.fields}>
        <div className={classes.names}>
          <BilingualField
            label={t('segments.name')}
            value={persona.name}
            onChange={(name) => onChange({ ...persona, name })}
            required
          />
          <BilingualField
            label={t('segments.description')}
            value={persona.description}
            onChange={(description) => onChange({ ...persona, description })}
            maxLength={500}
          />
        </div>
        <RuleBuilder
          rule={persona.rule}
          onChange={(rule) => onChange({ ...persona, rule })}
          vocabulary={vocabulary}
          problems={problems.length > 0 ? problems : preview.problems}
        />
      </div>
      <RulePreview preview={preview}>
        <p className={classes.hint}>{t('personas.previewHint')}</p>
      </RulePreview>
    </div>
  );
};

interface PersonaRowProps extends EditingProps {
  place: number;
  count: number;
  /** How many are this persona as saved; undefined while it is not. */
  customers: number | undefined;
  opened: boolean;
  onOpen: (opened: boolean) => void;
  onMove: (id: string, to: number) => void;
  onRemove: () => void;
}

const Order = ({ persona, place, count, onMove, onRemove, name }: PersonaRowProps & { name: string }) => {
  const { t } = useTranslation();
  const shared = { variant: 'subtle', color: 'gray' } as const;
  const size = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <div className={classes.order}>
      <ActionIcon
        {...shared}
        aria-label={t('personas.up', { name })}
        disabled={place === 0}
        onClick={() => onMove(persona.id, place - 1)}
      >
        <IconArrowUp {...size} />
      </ActionIcon>
      <ActionIcon
        {...shared}
        aria-label={t('personas.down', { name })}
        disabled={place === count - 1}
        onClick={() => onMove(persona.id, place + 2)}
      >
        <IconArrowDown {...size} />
      </ActionIcon>
      <ActionIcon {...shared} aria-label={t('personas.remove', { name })} onClick={onRemove}>
        <IconTrash {...size} />
      </ActionIcon>
    </div>
  );
};

/** People who are a persona, as a link to them. */
export const People = ({ id, name, customers }: { id: string; name: string; customers: number | undefined }) => {
  const { t } = useTranslation();
  if (customers === undefined) return <span className={classes.soft}>{t('personas.notYet')}</span>;
  const people = t('common.customers', { count: customers });
  return (
    <Link
      to="/customers"
      search={{ persona: id }}
      className="link"
      aria-label={t('personas.peopleOf', { people, name })}
    >
      {people}
    </Link>
  );
};

/** A persona: its place, its name, its rule in words, who is it; opened, all of it can be changed. */
export const PersonaRow = (props: PersonaRowProps) => {
  const { persona, place, vocabulary, customers, opened, onOpen, onMove } = props;
  const { t } = useTranslation();
  const { language } = useWords();
  const describe = useRuleSentence(vocabulary);
  const may = useMay('define');
  const name = persona.name[language] || persona.name.en || persona.name.fr || t('personas.newName');
  const { handle, place: dropPlace } = useDragOrder('personas', persona.id, (from, side) =>
    onMove(from, place + (side === 'after' ? 1 : 0)),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!may || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || opened) return;
    event.preventDefault();
    onMove(persona.id, event.key === 'ArrowUp' ? place - 1 : place + 2);
  };
  return (
    <li {...dropPlace} className={classes.row} data-persona={persona.id} onKeyDown={onKeyDown}>
      <div className={classes.head}>
        {may && (
          <span {...handle} className={classes.grip} title={t('personas.drag', { name })} aria-hidden>
            <IconGripVertical size={16} stroke={1.75} />
          </span>
        )}
        <span className={classes.place}>{place + 1}</span>
        <div className={classes.what}>
          <h2>{name}</h2>
          <p>{persona.rule ? t('rules.whoever', { rule: describe(persona.rule) }) : t('rules.nobodyYet')}</p>
        </div>
        <People id={persona.id} name={name} customers={customers} />
        {may && <Order {...props} name={name} />}
        {may && (
          <Button variant="default" size="xs" aria-expanded={opened} onClick={() => onOpen(!opened)}>
            {t(opened ? 'personas.close' : 'personas.edit')}
            <span className="visually-hidden">{` ${name}`}</span>
          </Button>
        )}
      </div>
      {opened && <Editing {...props} />}
    </li>
  );
};

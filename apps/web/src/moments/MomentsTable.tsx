import { ActionIcon, Table } from '@mantine/core';
import type { Moment } from '@parcours/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import type { Vocabulary } from '../rules/edit/vocabulary.js';
import { useRuleSentence } from '../rules/RuleBuilder.js';
import { useMay } from '../session/useMay.js';
import { EffectMark } from './EffectMark.js';
import { ruleOf } from './edit.js';
import classes from './moments.module.css';

interface MomentsTableProps {
  moments: readonly Moment[];
  vocabulary: Vocabulary;
  onEdit: (moment: Moment) => void;
  onRemove: (id: string) => void;
}

const Row = ({ moment, vocabulary, onEdit, onRemove }: Omit<MomentsTableProps, 'moments'> & { moment: Moment }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const describe = useRuleSentence(vocabulary);
  const may = useMay('define');
  const name = say(moment.name);
  const when = t('moments.whenShown', { rule: describe(ruleOf({ ...moment, where: moment.where, provided: null })) });
  return (
    <Table.Tr className={classes.line}>
      <Table.Th scope="row" className={classes.name}>
        <button type="button" className={classes.edit} disabled={!may} onClick={() => onEdit(moment)}>
          {name}
        </button>
      </Table.Th>
      <Table.Td className={classes.soft}>
        {moment.provided ? t('moments.whenProvided', { when, rule: describe(moment.provided) }) : when}
      </Table.Td>
      <Table.Td>
        <EffectMark effect={moment.effect} />
      </Table.Td>
      <Table.Td className={classes.number}>
        <span className={classes.weight}>{moment.weight}</span>
        <span className={classes.gauge} data-effect={moment.effect} aria-hidden>
          <span style={{ width: `${moment.weight}%` }} />
        </span>
      </Table.Td>
      <Table.Td className={classes.last}>
        {may && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${t('moments.remove')}: ${name}`}
            onClick={() => onRemove(moment.id)}
          >
            <IconTrash size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
};

/** The catalogue of a workspace: what, when, to what effect, how much. */
export const MomentsTable = ({ moments, ...rest }: MomentsTableProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes.frame}>
      <Table className={classes.table}>
        <caption className="visually-hidden">{t('moments.title')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('moments.what')}</Table.Th>
            <Table.Th scope="col">{t('moments.when')}</Table.Th>
            <Table.Th scope="col">{t('moments.effect')}</Table.Th>
            <Table.Th scope="col">{t('moments.weight')}</Table.Th>
            <Table.Th scope="col">
              <span className="visually-hidden">{t('moments.remove')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {moments.map((moment) => (
            <Row key={moment.id} moment={moment} {...rest} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
};

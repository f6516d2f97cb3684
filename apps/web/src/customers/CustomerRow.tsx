import { Table } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerItem } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { type Model, stageIndex } from '../models/useModel.js';
import { BelongsShort } from '../strength/Belongs.js';
import { DirectionMark, Velocity } from '../ui/DirectionMark.js';
import { StageChip } from '../ui/StageChip.js';
import classes from './customers.module.css';
import { useNameOf } from './nameOf.js';

interface StandingProps {
  customer: CustomerItem;
  model: Model | undefined;
}
interface RowProps extends StandingProps {
  /** Its place in the whole list, from 0. */
  row: number;
  /** The one row in the tab order. */
  current: boolean;
  onFocus: (row: number) => void;
}

const Who = ({ customer }: { customer: CustomerItem }) => {
  const nameOf = useNameOf();
  const name = nameOf(customer);
  return (
    <Table.Th scope="row" role="rowheader" className={classes.who}>
      <Link to="/customers/$id" params={{ id: customer.id }} className={classes.name} tabIndex={-1}>
        {name}
      </Link>
      {customer.email && customer.email !== name && <span className={classes.email}>{customer.email}</span>}
      <BelongsShort customer={customer} />
    </Table.Th>
  );
};

const Standing = ({ customer, model }: StandingProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  const position = customer.positions.find((known) => known.model === model?.id);
  const index = model && position ? stageIndex(model, position.stage) : -1;
  const stage = model?.stages[index];
  if (!position || !model || !stage) {
    return (
      <Table.Td role="gridcell" colSpan={4} className={classes.soft}>
        {t('customers.notPlaced')}
      </Table.Td>
    );
  }
  return (
    <>
      <Table.Td role="gridcell">
        <StageChip name={say(stage.name)} index={index} count={model.stages.length} />
      </Table.Td>
      <Table.Td role="gridcell">
        <DirectionMark direction={position.direction} />
      </Table.Td>
      <Table.Td role="gridcell" className={classes.number}>
        <Velocity value={position.velocity} />
      </Table.Td>
      <Table.Td role="gridcell" className={classes.late}>
        {format.day(position.since)}
      </Table.Td>
    </>
  );
};

/** A line of the table. The whole line opens the customer; the name is a link, to be copied or opened apart. */
export const CustomerRow = memo(({ customer, model, row, current, onFocus }: RowProps) => {
  const format = useFormat();
  const navigate = useNavigate();
  const open = (event: MouseEvent) => {
    if (event.defaultPrevented || getSelection()?.toString()) return;
    void navigate({ to: '/customers/$id', params: { id: customer.id } });
  };
  return (
    <Table.Tr
      role="row"
      className={classes.row}
      aria-rowindex={row + 2}
      data-row={row}
      tabIndex={current ? 0 : -1}
      onClick={open}
      onFocus={() => onFocus(row)}
    >
      <Who customer={customer} />
      <Standing customer={customer} model={model} />
      <Table.Td role="gridcell" title={format.moment(customer.lastSeen)} className={classes.seen}>
        {format.ago(customer.lastSeen)}
      </Table.Td>
    </Table.Tr>
  );
});
CustomerRow.displayName = 'CustomerRow';

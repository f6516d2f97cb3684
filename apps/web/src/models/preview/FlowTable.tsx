import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Scrollable } from '../../ui/Scrollable.js';
import { StageChip } from '../../ui/StageChip.js';
import type { Flow, FlowBand, Place } from './flow.js';
import classes from './preview.module.css';
import type { FlowWords } from './useFlowWords.js';

interface FlowTableProps {
  flow: Flow;
  words: FlowWords;
  onChoose: (band: FlowBand) => void;
}

const ARROWS = { further: IconArrowUpRight, back: IconArrowDownRight, stays: IconArrowRight } as const;

const Stage = ({ places, stage, name }: { places: readonly Place[]; stage: string | null; name: string }) => {
  const place = places.find((one) => one.stage === stage);
  if (!place || stage === null) return <span className={classes.soft}>{name}</span>;
  return <StageChip name={name} index={place.index} count={place.count} />;
};

const Row = ({ band, flow, words, onChoose }: FlowTableProps & { band: FlowBand }) => {
  const { t } = useTranslation();
  const Arrow = ARROWS[band.sense];
  return (
    <Table.Tr>
      <Table.Td>
        <Stage places={flow.today} stage={band.from} name={words.from(band.from)} />
      </Table.Td>
      <Table.Td>
        <Stage places={flow.draft} stage={band.to} name={words.to(band.to)} />
      </Table.Td>
      <Table.Td>
        <span className={classes.way} data-sense={band.sense}>
          <Arrow size={15} stroke={2} aria-hidden />
          <span>{t(`preview.way_${band.sense}`)}</span>
        </span>
      </Table.Td>
      <Table.Td className={classes.number}>
        <UnstyledButton
          className="link figure"
          aria-haspopup="dialog"
          aria-label={words.band(band)}
          onClick={() => onChoose(band)}
        >
          {words.count(band.customers)}
        </UnstyledButton>
      </Table.Td>
      <Table.Td className={classes.number}>{words.share(band.customers)}</Table.Td>
    </Table.Tr>
  );
};

/** The same as the drawing, to check: those who move first. */
export const FlowTable = (props: FlowTableProps) => {
  const { t } = useTranslation();
  return (
    <Scrollable label={t('preview.drawing')} className={classes.table}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('preview.from')}</Table.Th>
            <Table.Th>{t('preview.to')}</Table.Th>
            <Table.Th>{t('preview.sense')}</Table.Th>
            <Table.Th className={classes.number}>{t('preview.people')}</Table.Th>
            <Table.Th className={classes.number}>{t('preview.share')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.flow.bands.map((band) => (
            <Row key={band.key} band={band} {...props} />
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Discovered, DiscoveredGroup } from '../../api/understandPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { Scrollable } from '../../ui/Scrollable.js';
import classes from './discover.module.css';
import type { DiscoverWords } from './useDiscoverWords.js';

/** What a group is like in a behaviour. */
export const apartIn = ({ apart }: DiscoveredGroup, feature: number) =>
  apart.find((one) => one.feature === feature) ?? { inside: 0, outside: 0, effect: 0 };

/** Every behaviour, with the average of each group and how far that is from all others. */
export const DiscoverTable = ({ told, words }: { told: Discovered; words: DiscoverWords }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Scrollable className={classes.table} label={t('discover.chart')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('discover.feature')}</Table.Th>
            {told.groups.map((group, at) => (
              <Table.Th key={group.name.en} scope="col" colSpan={2}>
                {t('discover.number', { number: at + 1 })}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {told.features.map((feature, place) => (
            <Table.Tr key={`${feature.kind} ${feature.name}`}>
              <Table.Th scope="row">{words.feature(feature)}</Table.Th>
              {told.groups.flatMap((group) => {
                const { inside, effect } = apartIn(group, place);
                return [
                  <Table.Td key={group.name.en} className={`figure ${classes.nowrap}`}>
                    {words.value(feature, inside)}
                  </Table.Td>,
                  <Table.Td key={`${group.name.en} effect`} className={`figure ${classes.nowrap} ${classes.soft}`}>
                    {format.velocity(effect)}
                  </Table.Td>,
                ];
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

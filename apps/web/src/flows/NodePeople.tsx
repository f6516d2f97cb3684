import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowPeopleQuery } from '../api/flowQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWorkspace } from '../session/workspace.js';
import { CustomerLink } from '../ui/CustomerLink.js';
import { Loaded } from '../ui/states.js';
import classes from './flows.module.css';

/** The people behind a node's numbers. */
export const NodePeople = ({ flow, node }: { flow: string; node: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const [which, setWhich] = useState<'waiting' | 'passed'>('passed');
  const query = useQuery(flowPeopleQuery(workspace.id, flow, node, which));
  return (
    <section className={classes.group} aria-label={t('flows.people')}>
      <h3>{t('flows.people')}</h3>
      <SegmentedControl
        size="xs"
        aria-label={t('flows.people')}
        data={(['passed', 'waiting'] as const).map((value) => ({ value, label: t(`flows.which.${value}`) }))}
        value={which}
        onChange={(value) => setWhich(value as 'waiting')}
      />
      <Loaded query={query} height={80}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.soft}>{t('flows.nobodyHere')}</p>
          ) : (
            <ul className={classes.rows}>
              {items.map(({ id, name, at, held }) => (
                <li key={`${id} ${at}`} className={classes.soft}>
                  <CustomerLink id={id} name={name ?? id.slice(0, 8)} /> {t('flows.since', { at: format.moment(at) })}
                  {held && ` · ${t('flows.heldCap')}`}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
};

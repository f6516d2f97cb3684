import { IconZoomQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.js';
import type { RfmGrid, ValueModel, ValuePeople } from '../../api/valuePaths.js';
import { rfmQuery, valueModelQuery } from '../../api/valueQueries.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import { EmptyState, Loaded } from '../../ui/states.js';
import { AnalysisPage } from '../AnalysisPage.js';
import frame from '../understand.module.css';
import { useScope } from '../useScope.js';
import { AlivePanel } from './AlivePanel.js';
import { ChurnPanel } from './ChurnPanel.js';
import { HoldoutPanel } from './HoldoutPanel.js';
import { RfmPanel } from './RfmPanel.js';
import { Summary } from './Summary.js';
import { ValueList } from './ValueList.js';
import classes from './value.module.css';

interface Supply {
  customers: number;
  repeatBuyers: number;
  days: number;
}

const lackIn = (error: unknown): (Supply & { least: Supply }) | null =>
  error instanceof ApiError && error.code === 'data.tooLittle' ? (error.details as Supply & { least: Supply }) : null;

/** How much there is and how much it takes, rather than figures that mean nothing. */
const TooLittle = ({ least, customers, repeatBuyers, days }: Supply & { least: Supply }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <EmptyState
      icon={<IconZoomQuestion size={28} stroke={1.5} aria-hidden className={frame.emptyIcon} />}
      title={t('value.lackTitle')}
      text={t('value.lack', {
        customers: format.number(least.customers),
        repeatBuyers: format.number(least.repeatBuyers),
        days: format.number(least.days),
        foundCustomers: format.number(customers),
        foundRepeat: format.number(repeatBuyers),
        foundDays: format.number(days),
      })}
    />
  );
};

const Model = ({ model }: { model: ValueModel }) => {
  const { t } = useTranslation();
  return (
    <>
      <Summary model={model} />
      <div className={classes.charts}>
        <div className={frame.panel}>
          <AlivePanel alive={model.alive} />
        </div>
        {model.holdout && (
          <div className={frame.panel}>
            <HoldoutPanel holdout={model.holdout} />
          </div>
        )}
      </div>
      {!model.holdout && <p className={classes.hint}>{t('value.holdoutNone')}</p>}
    </>
  );
};

/** What says most of people: what they will be worth, else how much they will buy, else what they spent. */
const bestSort = ({ cells }: RfmGrid): 'value' | 'expected' | 'spent' => {
  if (cells.some(({ lifetimeValue }) => lifetimeValue !== null)) return 'value';
  return cells.some(({ pAlive }) => pAlive !== null) ? 'expected' : 'spent';
};

/** Everybody who bought, in a grid and in lists. */
const People = ({ people, narrowed }: { people: ValuePeople; narrowed: boolean }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const query = useQuery(rfmQuery(workspace.id, people));
  return (
    <Loaded query={query} height={380}>
      {(grid) =>
        grid.customers === 0 ? null : (
          <>
            {narrowed && <p className={classes.note}>{t('value.allPurchases')}</p>}
            <div className={frame.panel}>
              <RfmPanel grid={grid} />
            </div>
            <div className={frame.panel}>
              <ValueList people={people} currency={grid.currency} most={bestSort(grid)} />
            </div>
          </>
        )
      }
    </Loaded>
  );
};

/** What customers are worth: how much is expected of them, who is still one, and whom to look after. */
export const ValuePage = () => {
  const workspace = useWorkspace();
  const { persona, segment, where } = useScope();
  const people = { ...(persona ? { persona } : {}), ...(segment ? { segment } : {}) };
  const query = useQuery(
    valueModelQuery(workspace.id, { ...people, ...(where ? { where: JSON.stringify(where) } : {}) }),
  );
  const lack = lackIn(query.error);
  return (
    <AnalysisPage name="value" timeless>
      {lack ? (
        <TooLittle {...lack} />
      ) : (
        <Loaded query={query} height={420}>
          {(model) => (query.isError ? null : <Model model={model} />)}
        </Loaded>
      )}
      <People people={people} narrowed={where !== undefined} />
      <div className={frame.panel}>
        <ChurnPanel people={people} />
      </div>
    </AnalysisPage>
  );
};

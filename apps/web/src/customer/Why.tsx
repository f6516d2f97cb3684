import { Skeleton } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, CustomerPosition, Prospect } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import type { Model } from '../models/useModel.js';
import classes from './customer.module.css';
import { useMovementText } from './movementText.js';

const Speed = lazy(() => import('./Speed.js').then((module) => ({ default: module.Speed })));
const ICONS = { up: IconArrowUpRight, down: IconArrowDownLeft, cycle: IconRefresh } as const;

interface WhyProps {
  customer: Customer;
  position: CustomerPosition;
  model: Model;
}

const Because = ({ position, model }: Omit<WhyProps, 'customer'>) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const movementText = useMovementText();
  const { last } = position;
  const { cause } = last.why;
  return (
    <section>
      <h3 className={classes.subtitle}>{t('customer.why')}</h3>
      <p className={classes.because}>
        {cause
          ? t('customer.whyCause', { event: words.event(cause.event), date: format.moment(cause.time) })
          : t('customer.whyTime', { date: format.moment(last.at) })}
      </p>
      <p className={classes.because}>{movementText(last, model)}</p>
      <p className={classes.soft}>{t('customer.because', { rule: words.say(last.why.rule) })}</p>
    </section>
  );
};

const Next = ({ prospect, model }: { prospect: Prospect; model: Model }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  const Icon = ICONS[prospect.kind];
  const stage = model.stages.find(({ id }) => id === prospect.to);
  return (
    <li>
      <Icon size={17} stroke={2} aria-hidden className={prospect.kind === 'down' ? classes.down : classes.up} />
      <div>
        <strong>{t(`customer.${prospect.kind}`, { stage: stage ? say(stage.name) : prospect.to })}</strong>
        {prospect.at && <p>{t('customer.ifSilent', { date: format.day(prospect.at) })}</p>}
        <p className={classes.soft}>{t('customer.whoever', { rule: say(prospect.rule) })}</p>
      </div>
    </li>
  );
};

/** Why the person stands there, what would change it, and the speed over time. */
export const Why = ({ customer, position, model }: WhyProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes.why}>
      <div className={classes.reasons}>
        <Because position={position} model={model} />
        <section>
          <h3 className={classes.subtitle}>{t('customer.next')}</h3>
          {position.next.length === 0 && <p className={classes.soft}>{t('customer.nothingNext')}</p>}
          <ul className={classes.prospects}>
            {position.next.map((prospect) => (
              <Next key={`${prospect.kind} ${prospect.to} ${prospect.rule.en}`} prospect={prospect} model={model} />
            ))}
          </ul>
        </section>
      </div>
      <Suspense fallback={<Skeleton height={260} />}>
        <Speed customer={customer} position={position} model={model} />
      </Suspense>
    </div>
  );
};

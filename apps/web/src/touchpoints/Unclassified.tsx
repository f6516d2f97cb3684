import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TouchpointVolumes } from '../api/touchpointPaths.js';
import { Properties } from '../customer/Properties.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { ChoiceToken } from '../rules/tokens/ChoiceToken.js';
import { useMay } from '../session/useMay.js';
import type { Drafts } from './edit.js';
import { Volume } from './TouchpointRow.js';
import classes from './touchpoints.module.css';

type Unclassified = TouchpointVolumes['unclassified'][number];
const OWN = '';

interface LineProps {
  line: Unclassified;
  drafts: Drafts;
  scale: { all: number; most: number };
  /** To a touch point, or to a new one where it is null. */
  onClaim: (event: string, id: string | null) => void;
}

const Line = ({ line: { event, interactions, sample }, drafts, scale, onClaim }: LineProps) => {
  const { t } = useTranslation();
  const words = useWords();
  const may = useMay('define');
  const [opened, setOpened] = useState(false);
  const name = words.event(event);
  const choices = drafts.map(({ id, name: names }) => ({ value: id, label: names[words.language] || names.en }));
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <div className={classes.what}>
          <h3>{name}</h3>
          {sample && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-expanded={opened}
              aria-label={t('touchpoints.sampleOf', { event: name })}
              rightSection={<IconChevronDown size={13} aria-hidden className={opened ? classes.turned : undefined} />}
              onClick={() => setOpened(!opened)}
            >
              {t('touchpoints.sample')}
            </Button>
          )}
        </div>
        <Volume volume={{ id: event, interactions, customers: 0, places: { different: 0, top: [] } }} scale={scale} />
        {may && (
          <ChoiceToken
            label={t('touchpoints.belongsOf', { event: name })}
            shown={t('touchpoints.belongs')}
            value="none"
            groups={[
              { label: '', choices: [{ value: OWN, label: t('touchpoints.ownOne') }] },
              { label: t('touchpoints.title'), choices },
            ]}
            onChoose={(id) => onClaim(event, id === OWN ? null : id)}
          />
        )}
      </div>
      {opened && sample && (
        <div className={classes.sample}>
          <Properties values={{ type: sample.type, ...sample.properties, ...sample.context }} />
        </div>
      )}
    </li>
  );
};

interface UnclassifiedProps extends Omit<LineProps, 'line'> {
  volumes: TouchpointVolumes;
}

/** The events that fit no touch point, the most frequent first, each with a way to say where it belongs. */
export const Unclassified = ({ volumes, ...rest }: UnclassifiedProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { unclassified, days, interactions } = volumes;
  const other = volumes.each.find(({ id }) => id === 'other')?.interactions ?? 0;
  if (interactions === 0) return null;
  return (
    <section className={classes.unclassified} aria-labelledby="unclassified">
      <h2 id="unclassified">
        {t('touchpoints.unclassified')}
        {other > 0 && <span className={classes.soft}>{` · ${format.figure(other)}`}</span>}
      </h2>
      <p className={classes.soft}>
        {unclassified.length === 0
          ? t('touchpoints.allClassified', { count: days })
          : t('touchpoints.unclassifiedText')}
      </p>
      <ul className={classes.rows}>
        {unclassified.map((line) => (
          <Line key={line.event} line={line} {...rest} />
        ))}
      </ul>
    </section>
  );
};

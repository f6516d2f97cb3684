import { ActionIcon } from '@mantine/core';
import type { Comparison, Condition } from '@parcours/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';
import { useBuilding } from '../builderContext.js';
import { comparisonOf, firstTest } from '../edit/comparisons.js';
import { firstCondition } from '../edit/forms.js';
import { problemsWithin } from '../edit/problems.js';
import type { Path } from '../edit/tree.js';
import { type Property, propertiesOf, propertyNamed } from '../edit/vocabulary.js';
import classes from '../rules.module.css';
import { ComparisonToken } from '../tokens/ComparisonToken.js';
import { PropertyToken } from '../tokens/PropertyToken.js';
import { TokenButton } from '../tokens/TokenButton.js';

/** Small words between the ones that can be changed. */
export const Small = ({ children }: { children: string }) => <span className={classes.small}>{children}</span>;

/** Whether something is wrong at a place of a condition, for its words to show it. */
export const useWrong = (path: Path) => {
  const { problems } = useBuilding();
  return (...below: Path): boolean => problemsWithin(problems, [...path, ...below]).length > 0;
};

interface AskedProps {
  label: string;
  name: string;
  comparison: Comparison;
  properties: readonly Property[];
  onChange: (name: string, comparison: Comparison) => void;
  path: Path;
}

/** A property and what it must be: "total is at least 100". */
export const Asked = ({ label, name, comparison, properties, onChange, path }: AskedProps) => {
  const words = useWords();
  const wrong = useWrong(path);
  const change = (chosen: string) => {
    const next = propertyNamed(properties, chosen);
    const alike = next.types.join() === propertyNamed(properties, name).types.join();
    onChange(chosen, alike && next.types[0] === 'number' ? comparison : comparisonOf([firstTest(next)]));
  };
  return (
    <>
      <PropertyToken label={label} name={name} properties={properties} onChange={change} />
      <ComparisonToken
        name={words.trait(name)}
        comparison={comparison}
        property={propertyNamed(properties, name)}
        onChange={(next) => onChange(name, next)}
        wrong={wrong()}
      />
    </>
  );
};

interface ConditionsProps {
  properties: readonly Property[];
  where: readonly Condition[] | undefined;
  onChange: (where: Condition[] | undefined) => void;
  path: Path;
  /** What offers the first one; that of an interaction's conditions when absent. */
  offer?: string;
}

const MAX_WHERE = 16;

/** Conditions on the properties of an interaction, and the offer of one more. */
export const Conditions = ({ properties, where = [], onChange, path, offer }: ConditionsProps) => {
  const { t } = useTranslation();
  const more = (where.length === 0 ? offer : undefined) ?? t('rules.addWhere');
  return (
    <>
      {where.map(({ property, ...comparison }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name of their own, their place is it
        <span key={at} className={classes.phrase}>
          <Small>{t(at === 0 ? 'rules.where' : 'rules.andWhere')}</Small>
          <Asked
            label={t('rules.property')}
            name={property}
            comparison={comparison}
            properties={properties}
            onChange={(name, next) => onChange(where.with(at, { property: name, ...next }))}
            path={[...path, 'where', at]}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('rules.removeWhere')}
            onClick={() => onChange(where.length > 1 ? where.toSpliced(at, 1) : undefined)}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </span>
      ))}
      {where.length < MAX_WHERE && (
        <TokenButton
          label={more}
          shown={more}
          look="quiet"
          onClick={() => onChange([...where, firstCondition(properties)])}
        />
      )}
    </>
  );
};

interface WhereProps extends Omit<ConditionsProps, 'properties' | 'offer'> {
  event: string;
}

/** Conditions on an interaction of this name. */
export const Where = ({ event, ...rest }: WhereProps) => {
  const { vocabulary } = useBuilding();
  return <Conditions properties={propertiesOf(vocabulary, event)} {...rest} />;
};

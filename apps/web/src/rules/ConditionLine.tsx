import type { Rule } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { useBuilding } from './builderContext.js';
import { beginWith, FORM_GROUPS, type Form, formOf } from './edit/forms.js';
import { problemsWithin } from './edit/problems.js';
import { keyOf, type Leaf, type Path, type View } from './edit/tree.js';
import { FormIcon } from './formIcons.js';
import { Grip, LineActions, useMoving } from './LineActions.js';
import { NamedLine, PositionLine, StrengthLine, TraitLine } from './lines/BeingLines.js';
import { DidLine, DistinctLine, NumberLine, PickLine, QuietLine } from './lines/DoingLines.js';
import { SequenceLine } from './lines/SequenceLine.js';
import classes from './rules.module.css';
import { ChoiceToken } from './tokens/ChoiceToken.js';

interface BodyProps {
  leaf: Leaf;
  path: Path;
  negated: boolean;
  onChange: (leaf: Leaf) => void;
}

const Body = ({ leaf, path, negated, onChange }: BodyProps) => {
  const at = { path: [...path, formOf(leaf)], negated };
  if ('did' in leaf) return <DidLine {...at} body={leaf.did} onChange={(did) => onChange({ did })} />;
  if ('sum' in leaf) return <NumberLine {...at} body={leaf.sum} onChange={(sum) => onChange({ sum })} />;
  if ('average' in leaf)
    return <NumberLine {...at} body={leaf.average} onChange={(average) => onChange({ average })} />;
  if ('distinct' in leaf)
    return <DistinctLine {...at} body={leaf.distinct} onChange={(distinct) => onChange({ distinct })} />;
  if ('first' in leaf) return <PickLine {...at} body={leaf.first} onChange={(first) => onChange({ first })} />;
  if ('last' in leaf) return <PickLine {...at} body={leaf.last} onChange={(last) => onChange({ last })} />;
  if ('quiet' in leaf) return <QuietLine {...at} body={leaf.quiet} onChange={(quiet) => onChange({ quiet })} />;
  if ('sequence' in leaf)
    return <SequenceLine {...at} body={leaf.sequence} onChange={(sequence) => onChange({ sequence })} />;
  if ('trait' in leaf) return <TraitLine {...at} body={leaf.trait} onChange={(trait) => onChange({ trait })} />;
  if ('position' in leaf)
    return <PositionLine {...at} body={leaf.position} onChange={(position) => onChange({ position })} />;
  if ('segment' in leaf)
    return <NamedLine {...at} kind="segment" body={leaf.segment} onChange={(segment) => onChange({ segment })} />;
  if ('persona' in leaf)
    return <NamedLine {...at} kind="persona" body={leaf.persona} onChange={(persona) => onChange({ persona })} />;
  return <StrengthLine {...at} body={leaf.strength} onChange={(strength) => onChange({ strength })} />;
};

/** The first words of a condition: another kind can be chosen there, or the opposite. */
const Lead = ({ leaf, negated, path, node }: { leaf: Leaf; negated: boolean; path: Path; node: Path }) => {
  const { t } = useTranslation();
  const { vocabulary, set } = useBuilding();
  const form = formOf(leaf);
  const opposite = { value: '!', label: t('rules.opposite') };
  const groups = (Object.entries(FORM_GROUPS) as [keyof typeof FORM_GROUPS, readonly Form[]][]).map(
    ([group, forms]) => ({
      label: t(`rules.forms.${group}`),
      choices: forms
        .filter((one) => one === form || beginWith(one, vocabulary))
        .map((one) => ({ value: one, label: t(`rules.form.${one}`), icon: <FormIcon form={one} /> })),
    }),
  );
  const choose = (value: string) => {
    if (value === '!') return set(node, negated ? leaf : { not: leaf });
    const begun = value === form ? null : beginWith(value as Form, vocabulary, leaf);
    if (begun) set(path, begun);
  };
  return (
    <ChoiceToken
      label={t('rules.kindOf')}
      shown={t(negated ? `rules.leadNot.${form}` : `rules.lead.${form}`)}
      value={form}
      groups={[{ label: '', choices: [opposite] }, ...groups]}
      onChoose={choose}
      look="lead"
      icon={<FormIcon form={form} />}
    />
  );
};

/** What is wrong with a condition, said under it. */
export const Problems = ({ path }: { path: Path }) => {
  const { problems } = useBuilding();
  const { say } = useWords();
  const messages = [...new Set(problemsWithin(problems, path).map(({ message }) => say(message)))];
  if (messages.length === 0) return null;
  return (
    <div role="alert" className={classes.problems}>
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
};

interface ConditionLineProps {
  view: Extract<View, { kind: 'leaf' }>;
  /** Where it is in its group, the opposite included. */
  path: Path;
}

/** One condition, as a line of words that can be clicked. */
export const ConditionLine = ({ view, path }: ConditionLineProps) => {
  const { t } = useTranslation();
  const { set } = useBuilding();
  const { movable, handle, place } = useMoving(path);
  const { leaf, negated } = view;
  return (
    <li {...place} className={classes.line} data-path={keyOf(path)}>
      {movable && <Grip handle={handle} />}
      <div className={classes.words}>
        <Lead leaf={leaf} negated={negated} path={view.path} node={path} />
        <Body
          key={formOf(leaf)}
          leaf={leaf}
          path={view.path}
          negated={negated}
          onChange={(next: Rule) => set(view.path, next)}
        />
        <Problems path={path} />
      </div>
      <LineActions path={path} label={t('rules.actions')} />
    </li>
  );
};

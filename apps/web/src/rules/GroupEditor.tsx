import type { Rule } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { AddCondition } from './AddCondition.js';
import { useBuilding } from './builderContext.js';
import { ConditionLine, Problems } from './ConditionLine.js';
import { problemsAt } from './edit/problems.js';
import {
  append,
  depthAt,
  groupOf,
  keyOf,
  MAX_DEPTH,
  MAX_RULES,
  MODES,
  type Mode,
  type Path,
  type View,
  viewOf,
} from './edit/tree.js';
import { Grip, LineActions, useMoving } from './LineActions.js';
import classes from './rules.module.css';
import { ChoiceToken } from './tokens/ChoiceToken.js';

type Group = Extract<View, { kind: 'group' }>;

const ModeToken = ({ group, path }: { group: Group; path: Path }) => {
  const { t } = useTranslation();
  const { set } = useBuilding();
  const choices = MODES.map((value) => ({ value, label: t(`rules.mode.${value}`) }));
  return (
    <ChoiceToken
      label={t('rules.group')}
      shown={t(`rules.mode.${group.mode}`)}
      value={group.mode}
      groups={[{ label: '', choices }]}
      onChoose={(mode) => set(path, groupOf(mode as Mode, group.rules))}
      look="lead"
    />
  );
};

const Members = ({ group, path }: { group: Group; path: Path }) => {
  const { t } = useTranslation();
  const { root, vocabulary, problems, apply } = useBuilding();
  const { list, rules } = group;
  const full = rules.length >= MAX_RULES;
  return (
    <>
      <ul className={classes.list}>
        {rules.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name of their own, their place is it
          <Part key={at} rule={rule} path={[...list, at]} />
        ))}
      </ul>
      {problemsAt(problems, path).length > 0 && <Problems path={path} />}
      {full ? (
        <p className={classes.small}>{t('rules.full')}</p>
      ) : (
        <AddCondition
          label={t('rules.add')}
          vocabulary={vocabulary}
          groups={depthAt(list) < MAX_DEPTH - 1}
          onAdd={(rule) => apply(append(root, list, rule), true)}
        />
      )}
    </>
  );
};

const GroupLine = ({ group, path }: { group: Group; path: Path }) => {
  const { t } = useTranslation();
  const { movable, handle, place } = useMoving(path);
  return (
    <li {...place} className={classes.line} data-path={keyOf(path)}>
      {movable && <Grip handle={handle} />}
      <div className={classes.nested}>
        <ModeToken group={group} path={path} />
        <Members group={group} path={path} />
      </div>
      <LineActions path={path} label={t('rules.groupActions')} />
    </li>
  );
};

const Part = ({ rule, path }: { rule: Rule; path: Path }) => {
  const view = viewOf(rule, path);
  return view.kind === 'leaf' ? <ConditionLine view={view} path={path} /> : <GroupLine group={view} path={path} />;
};

/** A whole rule: the outermost group, or the only condition with the offer of another. */
export const WholeRule = () => {
  const { t } = useTranslation();
  const { root, vocabulary, apply } = useBuilding();
  const view = viewOf(root, []);
  if (view.kind === 'group') {
    return (
      <div className={classes.whole}>
        <ModeToken group={view} path={[]} />
        <Members group={view} path={[]} />
      </div>
    );
  }
  return (
    <div className={classes.whole}>
      <ul className={classes.list}>
        <ConditionLine view={view} path={[]} />
      </ul>
      <AddCondition
        label={t('rules.add')}
        vocabulary={vocabulary}
        groups
        onAdd={(rule) => apply(append(root, null, rule), true)}
      />
    </div>
  );
};

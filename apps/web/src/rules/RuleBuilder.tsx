import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { describeRule, type Problem, type Rule } from '@parcours/core';
import { IconArrowBackUp, IconArrowForwardUp, IconChevronDown } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unbroken } from '../i18n/language.js';
import { useWords } from '../i18n/useWords.js';
import { AddCondition } from './AddCondition.js';
import { type Building, BuildingProvider } from './builderContext.js';
import { type History, record, redo, undo } from './edit/history.js';
import { append, type Edit, keyOf, type Path, replaceAt } from './edit/tree.js';
import { namesIn, type Vocabulary } from './edit/vocabulary.js';
import { WholeRule } from './GroupEditor.js';
import { JsonEditor } from './json/JsonEditor.js';
import classes from './rules.module.css';

/** A rule to start from, with what people call it. */
export interface RuleExample {
  readonly name: string;
  readonly rule: Rule;
}

interface RuleBuilderProps {
  /** Null while nothing is asked yet. */
  rule: Rule | null;
  onChange: (rule: Rule | null) => void;
  vocabulary: Vocabulary;
  /** Problems with paths from the rule on. */
  problems: readonly Problem[];
  examples?: readonly RuleExample[];
  /** Given where the sentence is shown elsewhere. */
  sentence?: boolean;
  /** Given where what is around it undoes and redoes. */
  steps?: boolean;
}

/** A rule as one sentence in the page's language. */
export const useRuleSentence = (vocabulary: Vocabulary) => {
  const { language } = useWords();
  return useCallback(
    (rule: Rule): string => {
      const words = describeRule(rule, language, {}, namesIn(vocabulary));
      return language === 'fr' ? unbroken(words) : words;
    },
    [language, vocabulary],
  );
};

const useTrail = (rule: Rule | null, onChange: (rule: Rule | null) => void) => {
  const [trail, setTrail] = useState<Omit<History<Rule | null>, 'now'>>({ past: [], future: [] });
  const history = { ...trail, now: rule };
  const go = ({ past, now, future }: History<Rule | null>) => {
    setTrail({ past, future });
    if (now !== rule) onChange(now);
  };
  return {
    change: (next: Rule | null) => go(record(history, next)),
    undo: trail.past.length > 0 ? () => go(undo(history)) : null,
    redo: trail.future.length > 0 ? () => go(redo(history)) : null,
  };
};

/** Puts the focus where an edit went, and opens the question that comes first there. */
const useFollowing = (rule: Rule | null) => {
  const place = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ path: Path; open: boolean } | null>(null);
  useEffect(() => {
    const { path, open } = wanted.current ?? {};
    wanted.current = null;
    if (!rule || !path) return;
    const frame = requestAnimationFrame(() => {
      const tokens = place.current?.querySelectorAll<HTMLElement>(`[data-path="${keyOf(path)}"] [data-look]`);
      const [lead, first] = tokens ?? [];
      (open && first ? first : lead)?.focus();
      if (open) first?.click();
    });
    return () => cancelAnimationFrame(frame);
  }, [rule]);
  return { place, follow: (path: Path, open: boolean) => (wanted.current = { path, open }) };
};

type Trail = ReturnType<typeof useTrail>;

const Steps = ({ trail }: { trail: Trail }) => {
  const { t } = useTranslation();
  const shared = { variant: 'subtle', color: 'gray' } as const;
  return (
    <div className={classes.steps}>
      <ActionIcon {...shared} aria-label={t('rules.undo')} disabled={!trail.undo} onClick={() => trail.undo?.()}>
        <IconArrowBackUp size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon {...shared} aria-label={t('rules.redo')} disabled={!trail.redo} onClick={() => trail.redo?.()}>
        <IconArrowForwardUp size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </div>
  );
};

interface StartProps {
  vocabulary: Vocabulary;
  examples: readonly RuleExample[];
  onAdd: (rule: Rule) => void;
  onExample: (rule: Rule) => void;
}

const Start = ({ vocabulary, examples, onAdd, onExample }: StartProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes.start}>
      <p>{t('rules.start')}</p>
      <AddCondition label={t('rules.addFirst')} vocabulary={vocabulary} groups={false} onAdd={onAdd} primary />
      {examples.length > 0 && (
        <>
          <p className={classes.small}>{t('rules.examples')}</p>
          <div className={classes.chips}>
            {examples.map(({ name, rule }) => (
              <Button key={name} variant="default" size="xs" radius="xl" onClick={() => onExample(rule)}>
                {name}
              </Button>
            ))}
          </div>
        </>
      )}
    </div>
  );
};

const Json = ({ rule, onChange }: { rule: Rule | null; onChange: (rule: Rule | null) => void }) => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes.json}>
      <UnstyledButton className={classes.disclosure} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <IconChevronDown size={16} aria-hidden className={opened ? undefined : classes.folded} />
        {t('rules.json')}
      </UnstyledButton>
      {opened && <JsonEditor rule={rule} onChange={onChange} />}
    </div>
  );
};

/** A sentence this long is set smaller. */
const LONG = 180;

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Builds a rule as a sentence: by mouse, by keyboard, or as JSON. */
export const RuleBuilder = (props: RuleBuilderProps) => {
  const { rule, onChange, vocabulary, problems, examples = [], sentence = true, steps = true } = props;
  const { t } = useTranslation();
  const describe = useRuleSentence(vocabulary);
  const trail = useTrail(rule, onChange);
  const { place, follow } = useFollowing(rule);
  const apply = (edit: Edit, open = false) => {
    follow(edit.path, open);
    trail.change(edit.rule);
  };
  const building: Building | null = rule && {
    root: rule,
    vocabulary,
    problems,
    set: (path, next) => trail.change(replaceAt(rule, path, next)),
    apply,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!steps || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || isTyping(event.target))
      return;
    event.preventDefault();
    if (event.shiftKey) trail.redo?.();
    else trail.undo?.();
  };
  const said = useMemo(() => (rule ? describe(rule) : null), [rule, describe]);
  return (
    <section ref={place} className={classes.builder} aria-label={t('rules.builder')} onKeyDown={onKeyDown}>
      <div className={classes.head}>
        {sentence && (
          <p className={classes.sentence} data-long={(said?.length ?? 0) > LONG} aria-live="polite">
            {said ? t('rules.whoever', { rule: said }) : t('rules.nobodyYet')}
          </p>
        )}
        {steps && <Steps trail={trail} />}
      </div>
      {building ? (
        <BuildingProvider value={building}>
          <WholeRule />
        </BuildingProvider>
      ) : (
        <Start
          vocabulary={vocabulary}
          examples={examples}
          onAdd={(added) => apply(append(null, null, added), true)}
          onExample={(example) => apply({ rule: example, path: [] })}
        />
      )}
      <Json rule={rule} onChange={trail.change} />
    </section>
  );
};

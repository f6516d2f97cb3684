import { Button, Menu } from '@mantine/core';
import type { Rule } from '@parcours/core';
import { IconPlus, IconStack2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { beginGroup, beginWith, FORM_GROUPS, type Form } from './edit/forms.js';
import type { Vocabulary } from './edit/vocabulary.js';
import { FormIcon } from './formIcons.js';
import classes from './rules.module.css';

interface AddProps {
  label: string;
  vocabulary: Vocabulary;
  /** Whether a group may still be put here. */
  groups: boolean;
  primary?: boolean;
  onAdd: (rule: Rule) => void;
}

const missing = (form: Form): 'segment' | 'persona' | 'position' | null =>
  form === 'segment' || form === 'persona' || form === 'position' ? form : null;

/** The list is no higher than the room on the side it opens to, so that its end can be reached. */
const FITTING = {
  size: {
    padding: 8,
    apply: ({ availableHeight, elements }: { availableHeight: number; elements: { floating: HTMLElement } }) => {
      elements.floating.style.maxHeight = `${Math.max(200, Math.min(512, availableHeight))}px`;
    },
  },
};

/** The kinds of condition there are; the one chosen begins with what was seen most. */
export const AddCondition = ({ label, vocabulary, groups, primary = false, onAdd }: AddProps) => {
  const { t } = useTranslation();
  const sections = Object.entries(FORM_GROUPS) as [keyof typeof FORM_GROUPS, readonly Form[]][];
  return (
    <Menu
      position="bottom-start"
      shadow="md"
      width={290}
      returnFocus={false}
      withInitialFocusPlaceholder={false}
      middlewares={FITTING}
    >
      <Menu.Target>
        <Button
          variant={primary ? 'filled' : 'subtle'}
          size={primary ? 'sm' : 'compact-sm'}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {sections.map(([section, forms]) => (
          <div key={section}>
            <Menu.Label>{t(`rules.forms.${section}`)}</Menu.Label>
            {forms.map((form) => {
              const begun = beginWith(form, vocabulary);
              const lacks = missing(form);
              return (
                <Menu.Item
                  key={form}
                  leftSection={<FormIcon form={form} />}
                  disabled={!begun}
                  title={!begun && lacks ? t(`rules.needs.${lacks}`) : undefined}
                  onClick={() => begun && onAdd(begun)}
                >
                  {t(`rules.form.${form}`)}
                </Menu.Item>
              );
            })}
          </div>
        ))}
        {groups && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconStack2 size={16} stroke={1.75} aria-hidden />}
              onClick={() => onAdd(beginGroup(vocabulary))}
            >
              {t('rules.addGroup')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};

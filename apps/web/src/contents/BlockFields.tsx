import { NumberInput, Textarea, TextInput } from '@mantine/core';
import type { ContentProblem, LeafBlock } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { problemsAt } from '../rules/edit/problems.js';

/** Where something of a content stands, and what is wrong with the content. */
export interface Placed {
  path: readonly (string | number)[];
  problems: readonly ContentProblem[];
}

interface BlockFieldsProps extends Placed {
  block: LeafBlock;
  onChange: (block: LeafBlock) => void;
}

interface LineProps extends Placed {
  name: 'text' | 'label' | 'url' | 'alt' | 'link';
  label: string;
  value: string;
  onChange: (value: string) => void;
}

const useWrong = ({ path, problems }: Placed, name: string) => {
  const { say } = useWords();
  return (
    problemsAt(problems, [...path, name])
      .map(({ message }) => say(message))
      .join('. ') || undefined
  );
};

const Line = ({ name, label, value, onChange, ...at }: LineProps) => (
  <TextInput
    label={label}
    value={value}
    maxLength={name === 'url' || name === 'link' ? 2000 : 300}
    error={useWrong(at, name)}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

const Words = ({ block, onChange, ...at }: BlockFieldsProps & { block: Extract<LeafBlock, { kind: 'text' }> }) => {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('contents.words')}
      description={t('contents.textHint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={block.text}
      autosize
      minRows={3}
      maxLength={10_000}
      error={useWrong(at, 'text')}
      onChange={(event) => onChange({ ...block, text: event.currentTarget.value })}
    />
  );
};

/** What a block says. */
export const BlockFields = ({ block, onChange, ...at }: BlockFieldsProps) => {
  const { t } = useTranslation();
  switch (block.kind) {
    case 'heading':
      return (
        <Line
          {...at}
          name="text"
          label={t('contents.words')}
          value={block.text}
          onChange={(text) => onChange({ ...block, text })}
        />
      );
    case 'text':
      return <Words {...at} block={block} onChange={onChange} />;
    case 'button':
      return (
        <>
          <Line
            {...at}
            name="label"
            label={t('contents.label')}
            value={block.label}
            onChange={(label) => onChange({ ...block, label })}
          />
          <Line
            {...at}
            name="url"
            label={t('contents.address')}
            value={block.url}
            onChange={(url) => onChange({ ...block, url })}
          />
        </>
      );
    case 'image':
      return (
        <>
          <Line
            {...at}
            name="url"
            label={t('contents.address')}
            value={block.url}
            onChange={(url) => onChange({ ...block, url })}
          />
          <Line
            {...at}
            name="alt"
            label={t('contents.alt')}
            value={block.alt}
            onChange={(alt) => onChange({ ...block, alt })}
          />
          <Line
            {...at}
            name="link"
            label={t('contents.link')}
            value={block.link ?? ''}
            onChange={(link) => onChange({ ...block, link: link === '' ? undefined : link })}
          />
        </>
      );
    case 'spacer':
      return (
        <NumberInput
          label={t('contents.height')}
          min={4}
          max={120}
          clampBehavior="strict"
          value={block.height}
          onChange={(height) => onChange({ ...block, height: Math.max(4, Math.round(Number(height)) || 4) })}
        />
      );
    case 'divider':
      return null;
  }
};

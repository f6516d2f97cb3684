import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import type { ContentProblem, EmailVariant } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { problemsAt } from '../rules/edit/problems.js';
import { Blocks } from './Blocks.js';
import classes from './contents.module.css';
import { emptyVariant } from './presets.js';

interface VariantFormProps {
  variant: EmailVariant;
  path: readonly (string | number)[];
  problems: readonly ContentProblem[];
  variables: readonly string[];
  onChange: (variant: EmailVariant) => void;
  onRemove: (() => void) | undefined;
}

const MJML = `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>{{ customer.first_name | default: "…" }}</mj-text>
        <mj-text><a href="{{ links.unsubscribe }}">…</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`;

/** The variables there are, folded away. */
const Variables = ({ variables }: { variables: readonly string[] }) => {
  const { t } = useTranslation();
  return (
    <details className={classes.variables}>
      <summary>{t('contents.variable')}</summary>
      <p>
        {t('contents.variablesText')} <code>{'{{ customer.first_name | default: "…" }}'}</code>
      </p>
      <ul>
        {variables.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** One language of an e-mail: subject, preview text and body, each with what is wrong with it. */
export const VariantForm = ({ variant, path, problems, variables, onChange, onRemove }: VariantFormProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { body } = variant;
  const wrongAt = (...below: string[]) =>
    problemsAt(problems, [...path, ...below])
      .map(({ message }) => say(message))
      .join('. ') || undefined;
  const setForm = (kind: string) =>
    kind !== body.kind &&
    onChange({ ...variant, body: kind === 'mjml' ? { kind: 'mjml', source: MJML } : emptyVariant().body });
  return (
    <div className={classes.variant}>
      <TextInput
        label={t('contents.subject')}
        value={variant.subject}
        maxLength={300}
        error={wrongAt('subject')}
        onChange={({ currentTarget: { value } }) => onChange({ ...variant, subject: value })}
      />
      <TextInput
        label={t('contents.preheader')}
        description={t('contents.preheaderHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={variant.preheader}
        maxLength={300}
        error={wrongAt('preheader')}
        onChange={({ currentTarget: { value } }) => onChange({ ...variant, preheader: value })}
      />
      <Variables variables={variables} />
      <SegmentedControl
        aria-label={t('contents.form')}
        size="xs"
        data={(['blocks', 'mjml'] as const).map((value) => ({ value, label: t(`contents.${value}`) }))}
        value={body.kind}
        onChange={setForm}
      />
      {body.kind === 'mjml' ? (
        <Textarea
          label={t('contents.mjmlLabel')}
          value={body.source}
          autosize
          minRows={14}
          maxRows={40}
          spellCheck={false}
          classNames={{ input: classes.source ?? '' }}
          error={wrongAt('body', 'source') ?? wrongAt('body')}
          onChange={({ currentTarget: { value } }) => onChange({ ...variant, body: { kind: 'mjml', source: value } })}
        />
      ) : (
        <Blocks
          blocks={body.blocks}
          path={[...path, 'body', 'blocks']}
          problems={problems}
          columns
          addLabel={t('contents.addBlock')}
          onChange={(blocks) => onChange({ ...variant, body: { kind: 'blocks', blocks } })}
        />
      )}
      {onRemove && (
        <Button variant="subtle" color="gray" size="xs" onClick={onRemove} className={classes.removeLanguage}>
          {t('contents.removeLanguage')}
        </Button>
      )}
    </div>
  );
};

import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

/** Copies a text, and says so. */
export const Copy = ({ value, label }: { value: string; label?: string }) => {
  const { t } = useTranslation();
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="default"
          onClick={copy}
          aria-label={copied ? t('common.copied') : (label ?? t('common.copy'))}
          leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        >
          <span aria-live="polite">{copied ? t('common.copied') : t('common.copy')}</span>
        </Button>
      )}
    </CopyButton>
  );
};

/** A text to read as it is and to copy: a command, a snippet, a definition. */
export const CodeBlock = ({ code, label }: { code: string; label: string }) => (
  <div className={classes.code}>
    <pre tabIndex={0} role="region" aria-label={label}>
      <code>{code}</code>
    </pre>
    <div className={classes.codeCopy}>
      <Copy value={code} />
    </div>
  </div>
);

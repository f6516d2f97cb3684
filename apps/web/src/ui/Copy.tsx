import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Scrollable } from './Scrollable.js';
import classes from './ui.module.css';

/** Copies a text, and says so. */
const Copy = ({ value, label }: { value: string; label?: string }) => {
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
    <Scrollable label={label}>
      <pre>
        <code>{code}</code>
      </pre>
    </Scrollable>
    <div className={classes.codeCopy}>
      <Copy value={code} />
    </div>
  </div>
);

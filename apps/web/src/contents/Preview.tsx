import { SegmentedControl } from '@mantine/core';
import type { ContentPreview } from '@parcours/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/useMay.js';
import { CustomerSelect } from '../ui/CustomerSelect.js';
import { Scrollable } from '../ui/Scrollable.js';
import classes from './contents.module.css';

interface PreviewProps {
  preview: ContentPreview | undefined;
  customer: string | null;
  onCustomer: (customer: string | null) => void;
  children: ReactNode;
}

/** A page in the dark says so to its styles, whatever the system around it is set to. */
const inScheme = (html: string, dark: boolean): string =>
  html.replace(/\(prefers-color-scheme:\s*(dark|light)\)/g, (_all, scheme: string) =>
    (scheme === 'dark') === dark ? '(min-width: 0)' : '(max-width: 0)',
  );

const Message = ({ preview, view }: { preview: ContentPreview | undefined; view: View }) => {
  const { t } = useTranslation();
  const message = preview?.message;
  if (!preview) return null;
  if (!message) return <p className={classes.held}>{t('contents.held')}</p>;
  return (
    <>
      <p className={classes.subject}>{message.subject}</p>
      {view.form === 'plain' ? (
        <Scrollable label={t('contents.plain')} className={classes.plain}>
          {message.text}
        </Scrollable>
      ) : (
        // No script runs in it, nothing of it reaches this page.
        <iframe
          title={t('contents.previewOf')}
          sandbox=""
          srcDoc={inScheme(message.html, view.scheme === 'dark')}
          className={classes.frame}
          data-width={view.width}
        />
      )}
    </>
  );
};

interface View {
  readonly width: 'desktop' | 'phone';
  readonly scheme: 'light' | 'dark';
  readonly form: 'page' | 'plain';
}

/** How an e-mail comes out: as a customer, on a desktop or a phone, in the light or the dark. */
export const Preview = ({ preview, customer, onCustomer, children }: PreviewProps) => {
  const { t } = useTranslation();
  const personal = useMay('personal');
  const [view, setView] = useState<View>({ width: 'desktop', scheme: 'light', form: 'page' });
  const choice = <Name extends keyof View>(name: Name, label: string, values: readonly View[Name][]) => (
    <SegmentedControl
      aria-label={label}
      size="xs"
      data={values.map((value) => ({ value, label: t(`contents.${value}`) }))}
      value={view[name]}
      onChange={(value) => setView({ ...view, [name]: value })}
    />
  );
  return (
    <section aria-label={t('contents.preview')} className={classes.preview}>
      {personal ? (
        <CustomerSelect
          label={t('contents.customer')}
          nobody={t('contents.nobody')}
          customer={customer}
          onCustomer={onCustomer}
        />
      ) : (
        <p className={classes.soft}>{t('contents.withheld')}</p>
      )}
      <div className={classes.choices}>
        {choice('width', t('contents.width'), ['desktop', 'phone'])}
        {choice('scheme', t('contents.scheme'), ['light', 'dark'])}
        {choice('form', t('contents.form'), ['page', 'plain'])}
      </div>
      {children}
      <Message preview={preview} view={view} />
      <p className={classes.soft}>{t('contents.pictures')}</p>
    </section>
  );
};

import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SubscribeDialog } from './SubscribeDialog.js';

/** The story and its alerts by e-mail. */
export const SubscribeButton = () => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMail size={16} stroke={1.75} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('subscribe.open')}
      </Button>
      <SubscribeDialog opened={opened} onClose={() => setOpened(false)} />
    </>
  );
};

import { Button, Paper, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { EntryCard } from '../session/EntryCard.js';
import classes from '../session/session.module.css';

/** Where the link of an e-mail leads: one click, and it ends. */
export const UnsubscribePage = () => {
  const { t } = useTranslation();
  const { hash: token } = useLocation();
  const end = useMutation({
    mutationFn: () => answerOf(client.POST('/api/unsubscribe', { params: { query: { token } } })),
  });
  const title = end.isSuccess ? t('subscribe.ended') : t('subscribe.endTitle');
  return (
    <EntryCard
      title={title}
      text={
        end.isSuccess
          ? t(`subscribe.ended_${end.data.kind}`, { workspace: end.data.workspace })
          : t('subscribe.endText')
      }
      told
    >
      {!end.isSuccess && (
        <Paper className={classes.form}>
          <Stack>
            {end.isError && (
              <p role="alert" className={classes.text}>
                {t('subscribe.endFailed')}
              </p>
            )}
            <Button fullWidth loading={end.isPending} onClick={() => end.mutate()}>
              {t('subscribe.end')}
            </Button>
          </Stack>
        </Paper>
      )}
    </EntryCard>
  );
};

import { Alert, Button, Checkbox, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { MAIL_TROUBLES, type Subscription, type SubscriptionView } from '@parcours/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, answerOf, client } from '../api/client.js';
import { subscriptionQuery } from '../api/homeQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { Loaded } from '../ui/states.js';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

const useTimes = () => {
  const { language } = useWords();
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const hour = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  return {
    weekdays: WEEKDAYS.map((day) => ({ value: String(day), label: weekday.format(MONDAY + (day - 1) * DAY) })),
    hours: HOURS.map((one) => ({ value: String(one), label: hour.format(MONDAY + (one * DAY) / 24) })),
  };
};

/** Whether e-mail arrives: a test to one's own address, and what is held. */
const Reach = ({ view }: { view: SubscriptionView }) => {
  const { t } = useTranslation();
  const { language } = useWords();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/api/subscription/test', { params: { query: { workspace: workspace.id } }, body: { language } }),
      ),
    onSettled: () => queries.invalidateQueries(subscriptionQuery(workspace.id)),
  });
  const trouble = test.error instanceof ApiError ? test.error.code.replace('mail.', '') : undefined;
  const known = MAIL_TROUBLES.find((one) => one === trouble);
  const held = view.held && `${t('subscribe.held', { count: view.held.count })} ${t(`subscribe.${view.held.trouble}`)}`;
  const notice = test.isError ? (known ? t(`subscribe.${known}`) : t('errors.server')) : held;
  return (
    <>
      {view.from === null && !notice && <Alert variant="light">{t('subscribe.unconfigured')}</Alert>}
      {notice && (
        <Alert color="red" variant="light" role="alert">
          {notice}
        </Alert>
      )}
      {test.isSuccess && (
        <Alert variant="light" role="status">
          {t('subscribe.tested', { email: test.data.email })}
        </Alert>
      )}
      <Group>
        <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate()}>
          {t('subscribe.test')}
        </Button>
      </Group>
    </>
  );
};

const useSave = (onSaved: () => void) => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Subscription) =>
      answerOf(client.PUT('/api/subscription', { params: { query: { workspace: workspace.id } }, body })),
    onSuccess: (view) => {
      queries.setQueryData(subscriptionQuery(workspace.id).queryKey, view);
      onSaved();
    },
  });
};

const Form = ({ view, onClose }: { view: SubscriptionView; onClose: () => void }) => {
  const { t } = useTranslation();
  const { language } = useWords();
  const format = useFormat();
  const { weekdays, hours } = useTimes();
  const [asked, setAsked] = useState<Subscription>(
    view.subscription ?? { story: true, alerts: true, language, weekday: 1, hour: 8 },
  );
  const save = useSave(onClose);
  const change = (part: Partial<Subscription>) => setAsked({ ...asked, ...part });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(asked);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {save.isError && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} {save.error.message}
          </Alert>
        )}
        <Text size="sm">{t('subscribe.text', { email: view.email })}</Text>
        <Checkbox
          label={t('subscribe.story')}
          description={t('subscribe.storyText')}
          checked={asked.story}
          onChange={(event) => change({ story: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('subscribe.alerts')}
          description={t('subscribe.alertsText')}
          checked={asked.alerts}
          onChange={(event) => change({ alerts: event.currentTarget.checked })}
        />
        <Group grow align="flex-start">
          <Select
            label={t('subscribe.weekday')}
            data={weekdays}
            value={String(asked.weekday)}
            allowDeselect={false}
            disabled={!asked.story}
            onChange={(value) => change({ weekday: Number(value) })}
          />
          <Select
            label={t('subscribe.hour')}
            description={view.timezone}
            inputWrapperOrder={['label', 'input', 'description']}
            data={hours}
            value={String(asked.hour)}
            allowDeselect={false}
            onChange={(value) => change({ hour: Number(value) })}
          />
        </Group>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('subscribe.language')}
          </Text>
          <SegmentedControl
            aria-label={t('subscribe.language')}
            data={[
              { value: 'en', label: t('subscribe.en') },
              { value: 'fr', label: t('subscribe.fr') },
            ]}
            value={asked.language}
            onChange={(value) => change({ language: value === 'fr' ? 'fr' : 'en' })}
          />
        </div>
        {view.nextStory && (
          <Text size="sm" c="dimmed">
            {t('subscribe.next', { when: format.moment(view.nextStory) })}
          </Text>
        )}
        <Reach view={view} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('subscribe.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** What one is told by e-mail, when, and in which language. */
export const SubscribeDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const view = useQuery({ ...subscriptionQuery(workspace.id), enabled: opened });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('subscribe.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Loaded query={view} height={280}>
        {(data) =>
          data.email === null ? <Text size="sm">{t('subscribe.account')}</Text> : <Form view={data} onClose={onClose} />
        }
      </Loaded>
    </Modal>
  );
};

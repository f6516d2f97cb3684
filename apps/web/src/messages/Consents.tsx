import { Button, TextInput } from '@mantine/core';
import type { Consent, Consents as Told } from '@parcours/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { consentsQuery, deliveriesQuery } from '../api/messageQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { Question } from '../ui/Question.js';
import { ErrorState, Loaded } from '../ui/states.js';
import classes from './messages.module.css';

/** Holds a customer, with the reason, or lets them go where there is none. */
const useHolding = (id: string, onDone: () => void) => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const params = { path: { id }, query: { workspace: workspace.id } };
  return useMutation({
    mutationFn: (hold: { why: string | null } | null) =>
      answerOf<Told>(
        hold
          ? client.PUT('/api/customers/{id}/hold', { params, body: hold })
          : client.DELETE('/api/customers/{id}/hold', { params }),
      ),
    onSuccess: (told) => {
      onDone();
      queries.setQueryData(consentsQuery(workspace.id, id).queryKey, told);
      return queries.invalidateQueries({ queryKey: deliveriesQuery(workspace.id, id).queryKey });
    },
  });
};

/** Where a customer said it, in words. */
const useWhere = () => {
  const { t } = useTranslation();
  return ({ by, where }: NonNullable<Consent['proof']>): string =>
    by === 'link'
      ? t(where === 'message' ? 'consents.inMessage' : 'consents.onPreferences')
      : t('consents.proof', { where });
};

const Purpose = ({ consent }: { consent: Consent }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const format = useFormat();
  const whereOf = useWhere();
  const { purpose, allowed, given, at, proof } = consent;
  const day = at ? format.day(at) : '';
  const said = given === null ? t('consents.never') : t(given ? 'consents.said_yes' : 'consents.said_no', { day });
  return (
    <li>
      <span className={classes.name}>{say(purpose.name)}</span>
      <strong className={classes.answer} data-allowed={allowed}>
        {t(allowed ? 'consents.yes' : 'consents.no')}
      </strong>
      <span className={classes.why}>
        {purpose.basis === 'contract' ? t('consents.contract') : `${t(`consents.${purpose.basis}`)} · ${said}`}
        {proof && (
          <span className={classes.proof} title={proof.text ?? undefined}>
            {whereOf(proof)}
          </span>
        )}
      </span>
    </li>
  );
};

const Hold = ({ id, hold }: { id: string; hold: Told['hold'] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('define');
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const holding = useHolding(id, () => setAsking(false));
  const close = (): void => {
    setAsking(false);
    // What was refused in the dialog stays there: outside it, only letting go is tried again.
    holding.reset();
  };
  const button = { variant: 'default', size: 'compact-sm', loading: holding.isPending } as const;
  return (
    <>
      <div role="status">
        {hold && <p className={classes.held}>{t('consents.held', { day: format.day(hold.since), by: hold.by })}</p>}
        {hold?.why && <p className={classes.why}>{hold.why}</p>}
      </div>
      {may && (
        <Button {...button} onClick={() => (hold ? holding.mutate(null) : setAsking(true))}>
          {t(hold ? 'consents.release' : 'consents.hold')}
        </Button>
      )}
      {!asking && holding.error && <ErrorState error={holding.error} onRetry={() => holding.mutate(null)} />}
      <Question
        opened={asking}
        title={t('consents.holdTitle')}
        text={t('consents.holdText')}
        yes={t('consents.hold')}
        problem={holding.error}
        busy={holding.isPending}
        onYes={() => holding.mutate({ why: why.trim() || null })}
        onClose={close}
      >
        <TextInput
          label={t('consents.why')}
          value={why}
          maxLength={500}
          data-autofocus
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      </Question>
    </>
  );
};

/** What may be sent to a customer, on which ground, and whether somebody holds it. */
export const Consents = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return (
    <section aria-labelledby="consents">
      <h2 id="consents" className={classes.title}>
        {t('consents.title')}
      </h2>
      <Loaded query={useQuery(consentsQuery(workspace.id, id))} height={120}>
        {({ items, hold }) => (
          <>
            <ul className={classes.purposes}>
              {items.map((consent) => (
                <Purpose key={`${consent.channel} ${consent.purpose.id}`} consent={consent} />
              ))}
            </ul>
            <Hold id={id} hold={hold} />
          </>
        )}
      </Loaded>
    </section>
  );
};

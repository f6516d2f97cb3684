import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { paceQuery } from '../api/strengthQueries.js';
import type { ModelPace, PaceStage } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { ModelPicker } from '../models/ModelPicker.js';
import { type Model, stageIndex, useModels } from '../models/useModel.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { PageHeader } from '../ui/PageHeader.js';
import { StageChip } from '../ui/StageChip.js';
import { EmptyState, ErrorState } from '../ui/states.js';
import { type Pace, PaceMark } from './PaceMark.js';
import { PersonaPicker, useChosenPersona } from './PersonaPicker.js';
import { Survival } from './Survival.js';
import classes from './strength.module.css';

const PACES: readonly Pace[] = ['faster', 'typical', 'slower', 'stalled'];

const Now = ({ pace, stage }: { pace: ModelPace; stage: PaceStage }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { now } = stage;
  if (!now) return null;
  const search = { model: pace.model, stage: stage.id, persona: pace.persona ?? undefined };
  return (
    <section aria-labelledby="pace-now">
      <h2 id="pace-now" className={classes.title}>
        {t('pace.now')}
      </h2>
      <ul className={classes.paces}>
        {PACES.map((word) => (
          <li key={word} className={classes.pace}>
            <PaceMark pace={word} />
            {now[word] > 0 ? (
              <Link to="/customers" search={{ ...search, pace: word }} className={classes.paceCount}>
                {format.number(now[word])}
                <span className="visually-hidden"> {t(`pace.${word}`)}</span>
              </Link>
            ) : (
              <span className={classes.paceCount}>{format.number(0)}</span>
            )}
            <span className={classes.hint}>{t(`pace.${word}Hint`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Stages = ({ model, chosen }: { model: Model; chosen: string }) => {
  const { say } = useWords();
  const [, change] = useAddress();
  return (
    <nav className={classes.stages}>
      {model.stages.map(({ id, name }, index) => (
        <Button
          key={id}
          size="xs"
          variant="default"
          aria-pressed={id === chosen}
          className={id === chosen ? classes.chosen : classes.choice}
          onClick={() => change({ stage: id }, { replace: true })}
        >
          <StageChip name={say(name)} index={index} count={model.stages.length} />
        </Button>
      ))}
    </nav>
  );
};

/** How many stays stand behind the curve, and its limits in words, or that there are too few. */
const Told = ({ pace, stage, name }: { pace: ModelPace; stage: PaceStage; name: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { limits, left, stays } = stage;
  const days = limits && {
    quarter: format.short(limits.quarter),
    half: format.short(limits.half),
    threeQuarters: format.short(limits.threeQuarters),
    nineTenths: format.short(limits.nineTenths),
  };
  return (
    <div>
      <h2 className={classes.title}>{name}</h2>
      <p className={classes.hint}>{t('pace.stays', { count: stays, left: format.number(left) })}</p>
      {pace.persona !== null && stage.persona === null && <p className={classes.hint}>{t('pace.ofAll')}</p>}
      <p className={classes.told}>
        {days
          ? t('pace.limits', days)
          : t('pace.tooFew', { left: format.number(left), enough: format.number(pace.enough) })}
      </p>
    </div>
  );
};

const Measured = ({ pace }: { pace: ModelPace }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const may = useMay('preview');
  const again = useMutation({
    mutationFn: () =>
      answerOf(client.POST('/api/pace/measure', { params: { query: { workspace: workspace.id } }, body: {} })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['pace', workspace.id] }),
  });
  return (
    <div className={classes.foot}>
      <p className={classes.hint}>
        {pace.measuredAt === null ? t('pace.notMeasured') : t('pace.measured', { when: format.ago(pace.measuredAt) })}
      </p>
      {may && (
        <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t('pace.again')}
        </Button>
      )}
      {again.isError && <ErrorState error={again.error} />}
    </div>
  );
};

const StagePace = ({ model }: { model: Model }) => {
  const workspace = useWorkspace();
  const [address] = useAddress();
  const { say } = useWords();
  const persona = useChosenPersona();
  const pace = useQuery(paceQuery(workspace.id, model.id, persona));
  if (pace.isError) return <ErrorState error={pace.error} onRetry={() => void pace.refetch()} />;
  if (pace.isPending) return <Skeleton height={380} radius="lg" />;
  const known = stageIndex(model, address.stage ?? null);
  const id = model.stages[Math.max(0, known)]?.id ?? '';
  const stage = pace.data.stages.find((one) => one.id === id);
  if (!stage) return null;
  return (
    <div className={classes.lists} aria-busy={pace.isPlaceholderData}>
      <Stages model={model} chosen={id} />
      <div className={classes.card}>
        <Told pace={pace.data} stage={stage} name={say(model.stages[Math.max(0, known)]?.name ?? { en: id, fr: id })} />
        {stage.left > 0 && <Survival stage={stage} file={`parcours-pace-${model.id}-${id}`} />}
      </div>
      <Now pace={pace.data} stage={stage} />
      <Measured pace={pace.data} />
    </div>
  );
};

/** How long people stay in each stage of a journey before they move on, and who is stalled now. */
export const PacePage = () => {
  const { t } = useTranslation();
  const { model, query } = useModels();
  return (
    <>
      <PageHeader title={t('pace.title')} text={t('pace.text')}>
        <ModelPicker />
        <PersonaPicker />
      </PageHeader>
      {query.isPending && <Skeleton height={380} radius="lg" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (model ? <StagePace model={model} /> : <EmptyState title={t('model.none')} />)}
    </>
  );
};

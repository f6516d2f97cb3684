import { Badge, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ModelView } from '../api/types.js';
import { useWords } from '../i18n/useWords.js';
import { useMay } from '../session/useMay.js';
import { useStageColour } from '../theme/stageColours.js';
import { ButtonLink } from '../ui/ButtonLink.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Places } from '../ui/Places.js';
import { EmptyState, ErrorState } from '../ui/states.js';
import classes from './models.module.css';
import { useModels } from './useModel.js';

const ModelCard = ({ view }: { view: ModelView }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const colour = useStageColour();
  const { model } = view;
  const count = model.stages.length;
  return (
    <li className={classes.card}>
      <h2 className={classes.cardTitle}>
        <Link to="/models/$id" params={{ id: model.id }} className={classes.cardLink}>
          {say(model.name)}
        </Link>
        {!view.active && (
          <Badge variant="light" color="gray">
            {t('models.inactive')}
          </Badge>
        )}
      </h2>
      <p className={classes.cardText}>{say(model.description)}</p>
      <ol className={classes.path}>
        {model.stages.map((stage, index) => (
          <li key={stage.id} style={{ '--tint': colour(index, count) } as object}>
            {say(stage.name)}
          </li>
        ))}
      </ol>
    </li>
  );
};

/** The ways of telling the journey. */
export const ModelsPage = () => {
  const { t } = useTranslation();
  const { query, views } = useModels();
  const may = useMay('define');
  return (
    <>
      <PageHeader title={t('models.title')} text={t('models.text')}>
        {may && (
          <ButtonLink to="/models/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('editor.create')}
          </ButtonLink>
        )}
      </PageHeader>
      <Places here="models" />
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={320} radius="lg" />
        </div>
      )}
      {query.isSuccess && views.length === 0 && <EmptyState title={t('model.none')} />}
      <ul className={classes.cards}>
        {views.map((view) => (
          <ModelCard key={view.model.id} view={view} />
        ))}
      </ul>
    </>
  );
};

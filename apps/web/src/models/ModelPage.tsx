import { Skeleton, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconRoute2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mapQuery } from '../api/queries.js';
import type { ModelView } from '../api/types.js';
import { useWords } from '../i18n/useWords.js';
import { usePeriod } from '../period/period.js';
import { VersionList } from '../replay/VersionList.js';
import { useWorkspace } from '../session/workspace.js';
import { ButtonLink } from '../ui/ButtonLink.js';
import { CodeBlock } from '../ui/Copy.js';
import { PageHeader } from '../ui/PageHeader.js';
import { ErrorState, NotFound } from '../ui/states.js';
import { ModelActions } from './ModelActions.js';
import classes from './models.module.css';
import { StageWords } from './StageWords.js';
import { useModels } from './useModel.js';

const Definition = ({ view }: { view: ModelView }) => {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <section className={classes.definition}>
      <UnstyledButton className={classes.disclosure} aria-expanded={opened} onClick={toggle}>
        <IconChevronDown size={16} aria-hidden className={opened ? classes.turned : classes.chevron} />
        {t('models.definition')}
      </UnstyledButton>
      {opened && (
        <>
          <p className={classes.soft}>{t('models.definitionText')}</p>
          <CodeBlock code={JSON.stringify(view.model, null, 2)} label={t('models.definition')} />
        </>
      )}
    </section>
  );
};

const Reading = ({ view }: { view: ModelView }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const workspace = useWorkspace();
  const { from, to } = usePeriod();
  const map = useQuery({ ...mapQuery(workspace.id, view.model.id, { from, to }), enabled: workspace.interactions > 0 });
  const { model } = view;
  const standing = (stage: string) => map.data?.stages.find(({ id }) => id === stage)?.customers;
  const notes = [t('models.stages', { count: model.stages.length }), t('models.version', { version: view.version })];
  return (
    <>
      <PageHeader title={say(model.name)} text={say(model.description)}>
        <ButtonLink
          to="/map"
          search={{ model: model.id }}
          variant="default"
          leftSection={<IconRoute2 size={16} stroke={1.75} aria-hidden />}
        >
          {t('models.seeMap')}
        </ButtonLink>
        <ModelActions model={model} />
      </PageHeader>
      <p className={classes.notes}>
        {(view.preset ? [...notes, t('models.preset')] : notes).join(' · ')} ·{' '}
        <Link to="/models/$id/versions" params={{ id: model.id }} className="link">
          {t('compare.open')}
        </Link>
      </p>
      <ol className={classes.stages}>
        {model.stages.map((stage, index) => (
          <StageWords key={stage.id} view={view} stage={stage} index={index} standing={standing(stage.id)} />
        ))}
      </ol>
      <Definition view={view} />
    </>
  );
};

/** One model, told in words. */
export const ModelPage = () => {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/models/$id' });
  const { query, views } = useModels();
  if (query.isError) {
    return (
      <>
        <PageHeader title={t('models.title')} />
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  if (query.isPending) {
    return (
      <div role="status" aria-label={t('common.loading')}>
        <Skeleton height={480} radius="lg" />
      </div>
    );
  }
  const view = views.find(({ model }) => model.id === id);
  if (view) return <Reading view={view} />;
  return (
    <>
      <NotFound />
      <VersionList place={{ kind: 'model', id }} />
    </>
  );
};

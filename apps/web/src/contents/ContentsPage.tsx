import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ContentView } from '../api/contentPaths.js';
import { contentsQuery } from '../api/contentQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useModels } from '../models/useModel.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { ButtonLink } from '../ui/ButtonLink.js';
import { EngagePlaces } from '../ui/EngagePlaces.js';
import { FirstExamples } from '../ui/FirstExamples.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Loaded } from '../ui/states.js';
import classes from './contents.module.css';
import { Matrix } from './Matrix.js';
import { CONTENT_PRESETS } from './presets.js';

const Create = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} aria-hidden />}>{t('contents.create')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {CONTENT_PRESETS.map(({ id, name, action }) => (
          <Menu.Item key={id} onClick={() => void navigate({ to: '/contents/new', search: { example: id } })}>
            {say(name)} <span className={classes.soft}>{t(`contents.actions.${action}`)}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: '/contents/new' })}>{t('contents.blank')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const Row = ({ view: { content, savedAt, version } }: { view: ContentView }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const format = useFormat();
  const { byId } = useModels();
  const languages = (['en', 'fr'] as const).filter((one) => content.variants[one]);
  const stages = content.stages.map(
    ({ model, stage }) => byId(model)?.stages.find(({ id }) => id === stage)?.name ?? { en: stage, fr: stage },
  );
  return (
    <li className={classes.row}>
      <div>
        <h3>
          <Link to="/contents/edit/$id" params={{ id: content.id }} className="quiet-link">
            {say(content.name)}
          </Link>
        </h3>
        <p>{languages.map((one) => content.variants[one]?.subject).join(' · ')}</p>
      </div>
      <p className={classes.soft}>
        {t(`contents.actions.${content.action}`)} · {stages.map(say).join(', ') || t('contents.noStage')}
      </p>
      <p className={classes.soft}>
        {languages.map((one) => t(`contents.languages.${one}`)).join(', ')} · {`v${version}`} · {format.day(savedAt)}
      </p>
    </li>
  );
};

const None = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  return (
    <FirstExamples
      title={t('contents.none')}
      text={t('contents.noneText')}
      examples={CONTENT_PRESETS.map(({ id, name, action }) => ({
        id,
        link: (
          <ButtonLink to="/contents/new" search={{ example: id }} variant="default">
            {`${t(`contents.actions.${action}`)}: ${say(name)}`}
          </ButtonLink>
        ),
      }))}
    />
  );
};

/** What the organisation says: where there is a gap, and all that is written. */
export const ContentsPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const may = useMay('define');
  const query = useQuery(contentsQuery(workspace.id));
  return (
    <>
      <PageHeader title={t('contents.title')} text={t('contents.text')}>
        {may && <Create />}
      </PageHeader>
      <EngagePlaces here="contents" />
      <Loaded query={query} height={320}>
        {({ items }) => (
          <>
            {items.length === 0 && may && <None />}
            <Matrix />
            {items.length > 0 && (
              <section aria-label={t('contents.all')}>
                <h2 className={classes.heading}>{t('contents.all')}</h2>
                <ul className={classes.rows}>
                  {items.map((view) => (
                    <Row key={view.content.id} view={view} />
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Loaded>
    </>
  );
};

import type { Content } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Contents } from '../api/contentPaths.js';
import { contentsQuery } from '../api/contentQueries.js';
import { useWords } from '../i18n/useWords.js';
import { useModels } from '../models/useModel.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Loaded, NotFound } from '../ui/states.js';
import classes from './contents.module.css';
import { Editor } from './Editor.js';
import { CONTENT_PRESETS, emptyVariant } from './presets.js';

const Back = () => {
  const { t } = useTranslation();
  return (
    <p className={classes.back}>
      <Link to="/contents" className="link">
        {`← ${t('contents.back')}`}
      </Link>
    </p>
  );
};

const useBeginning = (): Content => {
  const { language } = useWords();
  const [{ example, model, stage, persona }] = useAddress();
  const action = useModels()
    .views.find((view) => view.model.id === model)
    ?.model.stages.find(({ id }) => id === stage)?.action;
  const wanted = stage ? action : example;
  const preset = CONTENT_PRESETS.find(({ id }) => id === wanted);
  const blank: Content = {
    id: 'new',
    channel: 'email',
    name: { en: '', fr: '' },
    action: 'attention',
    stages: [],
    personas: [],
    variants: { [language]: emptyVariant() },
  };
  return {
    ...(preset ?? blank),
    stages: model && stage ? [{ model, stage }] : [],
    personas: persona ? [persona] : [],
  };
};

const New = ({ contents }: { contents: Contents }) => {
  const beginning = useBeginning();
  return <Editor key={beginning.id} beginning={beginning} contents={contents} />;
};

/** An e-mail that is not there yet: blank, from a preset, or for a gap of the matrix, as the address says. */
export const NewContentPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const models = useModels().query;
  const query = useQuery(contentsQuery(workspace.id));
  return (
    <>
      <Back />
      <PageHeader title={t('contents.newTitle')} />
      <Loaded query={query} height={480}>
        {(contents) => (models.isPending ? null : <New contents={contents} />)}
      </Loaded>
    </>
  );
};

const Saved = ({ id, contents }: { id: string; contents: Contents }) => {
  const { say } = useWords();
  const view = contents.items.find(({ content }) => content.id === id);
  if (!view) return <NotFound />;
  return (
    <>
      <PageHeader title={say(view.content.name)} />
      <Editor key={view.version} beginning={view.content} saved={view} contents={contents} />
    </>
  );
};

/** A saved e-mail, to look at and to change. */
export const ContentPage = () => {
  const { id } = useParams({ from: '/contents/edit/$id' });
  const workspace = useWorkspace();
  return (
    <>
      <Back />
      <Loaded query={useQuery(contentsQuery(workspace.id))} height={480}>
        {(contents) => <Saved id={id} contents={contents} />}
      </Loaded>
    </>
  );
};

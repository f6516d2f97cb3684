import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contentMatrixQuery } from '../api/contentQueries.js';
import { useWords } from '../i18n/useWords.js';
import classes from './lanes.module.css';
import { useLanes } from './lanesContext.js';

/** The contents that serve a stage of the map, to its persona or to anybody. */
export const StageContents = ({ stage }: { stage: string }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { place, map } = useLanes();
  const cells = useQuery(contentMatrixQuery(place.workspace, map.model.id)).data?.cells ?? [];
  const here = cells.filter((cell) => cell.stage === stage && (!map.persona || cell.persona === map.persona));
  const contents = [...new Map(here.flatMap((cell) => cell.contents).map((one) => [one.id, one])).values()];
  if (contents.length === 0) return null;
  return (
    <ul className={classes.list}>
      {contents.map(({ id, name }) => (
        <li key={id}>
          <Link to="/contents/edit/$id" params={{ id }} className="quiet-link">
            {say(name)}
          </Link>{' '}
          <span className={classes.beside}>{t('contents.channel')}</span>
        </li>
      ))}
    </ul>
  );
};

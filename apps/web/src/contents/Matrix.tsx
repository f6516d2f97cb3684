import type { ContentMatrix } from '@parcours/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contentMatrixQuery } from '../api/contentQueries.js';
import { useWords } from '../i18n/useWords.js';
import { ModelPicker } from '../models/ModelPicker.js';
import { useModels } from '../models/useModel.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { useStageColour } from '../theme/stageColours.js';
import { Scrollable } from '../ui/Scrollable.js';
import { Loaded } from '../ui/states.js';
import classes from './contents.module.css';

type Cell = ContentMatrix['cells'][number];

const Gap = ({ cell, model, stage, persona }: { cell: Cell; model: string; stage: string; persona: string }) => {
  const { t } = useTranslation();
  const may = useMay('define');
  const who = cell.persona === null ? {} : { persona: cell.persona };
  if (!may) return <span className={classes.gapWord}>{t('contents.gap')}</span>;
  return (
    <Link
      to="/contents/new"
      search={{ model, stage: cell.stage, ...who }}
      className={classes.gapLink}
      aria-label={t('contents.writeFor', { persona, stage })}
    >
      <IconPlus size={14} stroke={1.75} aria-hidden />
      {t('contents.write')}
    </Link>
  );
};

const Said = ({ cell }: { cell: Cell }) => {
  const { say } = useWords();
  return (
    <ul className={classes.said}>
      {cell.contents.map(({ id, name }) => (
        <li key={id}>
          <Link to="/contents/edit/$id" params={{ id }} className="quiet-link">
            {say(name)}
          </Link>
        </li>
      ))}
    </ul>
  );
};

const Table = ({ matrix }: { matrix: ContentMatrix }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const colour = useStageColour();
  const { stages, personas, cells, model } = matrix;
  const rows = personas.length > 0 ? personas.map(({ id, name }) => ({ id, name: say(name) })) : [];
  const people = rows.length > 0 ? rows : [{ id: null, name: t('contents.everybody') }];
  return (
    <Scrollable label={t('contents.matrix')} className={classes.scroll}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('contents.persona')}</th>
            {stages.map(({ id, name, action }, at) => (
              <th key={id} scope="col">
                <span className={classes.dot} style={{ background: colour(at, stages.length) }} aria-hidden />
                {say(name)}
                <span className={classes.kind}>{t(`contents.actions.${action}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((persona) => (
            <tr key={persona.id}>
              <th scope="row">{persona.name}</th>
              {stages.map((stage) => {
                const cell = cells.find((one) => one.stage === stage.id && one.persona === persona.id);
                if (!cell) return <td key={stage.id} />;
                return (
                  <td key={stage.id} className={cell.contents.length === 0 ? classes.gap : undefined}>
                    {cell.contents.length === 0 ? (
                      <Gap cell={cell} model={model} stage={say(stage.name)} persona={persona.name} />
                    ) : (
                      <Said cell={cell} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
};

const Shown = ({ model }: { model: string }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return (
    <Loaded query={useQuery(contentMatrixQuery(workspace.id, model))} height={220}>
      {(matrix) => {
        const gaps = matrix.cells.filter(({ contents }) => contents.length === 0).length;
        return (
          <>
            <p className={classes.gaps}>{gaps === 0 ? t('contents.noGaps') : t('contents.gaps', { count: gaps })}</p>
            <Table matrix={matrix} />
          </>
        );
      }}
    </Loaded>
  );
};

/** Stages across, personas down: where nobody is told anything stands out. */
export const Matrix = () => {
  const { t } = useTranslation();
  const { model } = useModels();
  return (
    <section aria-label={t('contents.matrix')} className={classes.part}>
      <div className={classes.partHead}>
        <div>
          <h2 className={classes.heading}>{t('contents.matrix')}</h2>
          <p className={classes.soft}>{t('contents.matrixText')}</p>
        </div>
        <ModelPicker />
      </div>
      {model && <Shown model={model.id} />}
    </section>
  );
};

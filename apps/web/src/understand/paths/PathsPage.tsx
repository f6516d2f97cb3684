import { SegmentedControl, Select } from '@mantine/core';
import { PATH_STEPS } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { vocabularyQuery } from '../../api/definitions.js';
import { touchpointsQuery } from '../../api/touchpoints.js';
import type { PathsQuery } from '../../api/understandPaths.js';
import { pathsQuery } from '../../api/understandQueries.js';
import { type Model, useModels } from '../../models/useModel.js';
import { NO_VOCABULARY } from '../../rules/edit/vocabulary.js';
import { useWorkspace } from '../../session/workspace.js';
import { type Search, useAddress } from '../../shell/search.js';
import { EmptyState } from '../../ui/states.js';
import { AnalysisPage, Answer } from '../AnalysisPage.js';
import shared from '../understand.module.css';
import { useScope } from '../useScope.js';
import { PathsResult } from './PathsResult.js';
import { usePathWords } from './usePathWords.js';

const GAPS = ['PT30M', 'P1D', 'P7D', 'P30D'] as const;
type Gap = (typeof GAPS)[number];
const gapIn = (text: string | undefined): Gap | null => GAPS.find((gap) => gap === text) ?? null;
const byIn = (text: string | undefined): PathsQuery['by'] => PATH_STEPS.find((one) => one === text) ?? 'event';

/** The question the address asks, beside the scope. */
const questionIn = (address: Search, by: PathsQuery['by'], model: Model | undefined): Omit<PathsQuery, 'period'> => {
  const gap = gapIn(address.gap);
  return {
    ...{ by, top: 50, variants: 20, reach: 3 },
    ...(by === 'stage' && model ? { model: model.id } : {}),
    ...(address.start ? { start: address.start } : {}),
    ...(address.end ? { end: address.end } : {}),
    ...(address.around ? { around: address.around } : {}),
    ...(gap ? { sessionGap: gap } : {}),
  };
};

/** What a path can be cut at: what was seen of events, the catalogue of touch points, the stages of the model. */
const usePoints = (by: PathsQuery['by'], model: Model | undefined): string[] => {
  const workspace = useWorkspace();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY;
  const catalogue = useQuery(touchpointsQuery(workspace.id)).data?.catalogue;
  if (by === 'event')
    return vocabulary.events.toSorted((a, b) => b.interactions - a.interactions).map(({ event }) => event);
  if (by === 'touchpoint') return catalogue?.touchpoints.map(({ id }) => id) ?? [];
  return model?.stages.map(({ id }) => id) ?? [];
};

const Choices = ({ by, model }: { by: PathsQuery['by']; model: Model | undefined }) => {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const words = usePathWords(by, model, 0);
  const points = usePoints(by, model);
  const point = (place: 'start' | 'end' | 'around', placeholder: string) => (
    <Select
      aria-label={t(`paths.${place}`)}
      placeholder={placeholder}
      data={[...new Set([...points, address[place] ?? points[0] ?? ''])]
        .filter(Boolean)
        .map((value) => ({ value, label: words.step(value) }))}
      value={address[place] ?? null}
      clearable
      searchable
      onChange={(chosen) => change({ [place]: chosen ?? undefined })}
      comboboxProps={{ shadow: 'md' }}
      className={shared.choice}
    />
  );
  return (
    <>
      <SegmentedControl
        aria-label={t('paths.by')}
        data={PATH_STEPS.map((value) => ({ value, label: t(`paths.bys.${value}`) }))}
        value={by}
        onChange={(chosen) =>
          change({
            by: chosen === 'event' ? undefined : chosen,
            start: undefined,
            end: undefined,
            around: undefined,
            steps: undefined,
            links: undefined,
          })
        }
      />
      {point('start', t('paths.anyStart'))}
      {point('end', t('paths.anyEnd'))}
      {point('around', t('paths.noAround'))}
      <Select
        aria-label={t('paths.gap')}
        data={(['none', ...GAPS] as const).map((value) => ({ value, label: t(`paths.gaps.${value}`) }))}
        value={gapIn(address.gap) ?? 'none'}
        allowDeselect={false}
        onChange={(chosen) => change({ gap: gapIn(chosen ?? undefined) ?? undefined })}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
    </>
  );
};

/** What people really do, one thing after the other. */
export const PathsPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const scope = useScope();
  const [address] = useAddress();
  const by = byIn(address.by);
  const { model } = useModels();
  const { where, ...people } = scope;
  // Stages are moved into: they have no properties to ask for.
  const asked: PathsQuery = {
    ...people,
    ...(where && by !== 'stage' ? { where } : {}),
    ...questionIn(address, by, model),
  };
  const query = useQuery({ ...pathsQuery(workspace.id, asked), enabled: by !== 'stage' || model !== undefined });
  const told = query.data?.nodes.filter(({ name }) => name !== '').length ?? 0;
  const words = usePathWords(by, model, (query.data?.names ?? 0) - told);
  const cut = address.start ?? address.end ?? address.around;
  return (
    <AnalysisPage name="paths" choices={<Choices by={by} model={model} />}>
      <Answer query={query} isEmpty={({ paths }) => paths === 0 && cut === undefined}>
        {(paths) =>
          paths.paths === 0 ? (
            <EmptyState title={t('paths.nothing')} text={t('paths.nothingText')} compact />
          ) : (
            <PathsResult paths={paths} asked={asked} words={words} />
          )
        }
      </Answer>
    </AnalysisPage>
  );
};

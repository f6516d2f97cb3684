import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FirstSteps } from '../map/FirstSteps.js';
import { useWorkspace } from '../session/workspace.js';
import { EmptyState, ErrorState } from '../ui/states.js';
import { type Model, useModels } from './useModel.js';

interface ForModelProps {
  /** Shown until the models are known. */
  waiting: ReactNode;
  children: (model: Model) => ReactNode;
}

/** A page about the model chosen: the first steps where nothing has arrived yet, and what is wrong where something is. */
export const ForModel = ({ waiting, children }: ForModelProps) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { query, model } = useModels();
  if (workspace.interactions === 0) return <FirstSteps />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return waiting;
  return model ? children(model) : <EmptyState title={t('model.none')} />;
};

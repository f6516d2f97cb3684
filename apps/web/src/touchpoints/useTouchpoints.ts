import { OTHER_TOUCHPOINT, TOUCHPOINT_PRESETS } from '@parcours/core';
import { IconForms, IconPointFilled, type IconWorld } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { touchpointsQuery } from '../api/touchpoints.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { ICONS } from './icons.js';

/** The names and drawings of the workspace's touch points, by id; a point for one that is not known. */
export const useTouchpoints = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  const workspace = useWorkspace();
  const catalogue = useQuery(touchpointsQuery(workspace.id)).data?.catalogue ?? TOUCHPOINT_PRESETS;
  return useMemo(() => {
    const byId = new Map(catalogue.touchpoints.map((one) => [one.id, one]));
    return {
      nameOf: (id: string): string => {
        const name = byId.get(id)?.name;
        return name ? say(name) : id === OTHER_TOUCHPOINT ? t('touchpoints.other') : id;
      },
      iconOf: (id: string): typeof IconWorld => {
        const icon = byId.get(id)?.icon;
        return icon ? ICONS[icon] : id === OTHER_TOUCHPOINT ? IconForms : IconPointFilled;
      },
    };
  }, [catalogue, say, t]);
};

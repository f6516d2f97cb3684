import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { vocabularyQuery } from '../api/definitions.js';
import { allProperties, NO_VOCABULARY } from '../rules/edit/vocabulary.js';
import { Conditions, Small } from '../rules/lines/parts.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { Vocabularied } from './events/InteractionTokens.js';
import classes from './understand.module.css';
import { useScope } from './useScope.js';

export interface ScopeWords {
  /** What offers the first condition. */
  offer: string;
  /** What they are conditions of, where that does not go without saying. */
  about?: string;
}

/** Conditions on properties of interactions, in the address. */
export const ScopeConditions = ({ offer, about }: ScopeWords) => {
  const workspace = useWorkspace();
  const [, change] = useAddress();
  const { where } = useScope();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY;
  const properties = useMemo(() => allProperties(vocabulary), [vocabulary]);
  return (
    <Vocabularied vocabulary={vocabulary}>
      <div className={classes.conditions}>
        {about && where && <Small>{about}</Small>}
        <Conditions
          properties={properties}
          where={where}
          path={[]}
          offer={offer}
          onChange={(next) => change({ where: next && JSON.stringify(next) }, { replace: true })}
        />
      </div>
    </Vocabularied>
  );
};

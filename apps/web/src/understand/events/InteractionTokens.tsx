import type { Did } from '@parcours/core';
import type { ReactNode } from 'react';
import { type Building, BuildingProvider } from '../../rules/builderContext.js';
import type { Vocabulary } from '../../rules/edit/vocabulary.js';
import { Where } from '../../rules/lines/parts.js';
import { EventToken } from '../../rules/tokens/EventToken.js';

/** Lets the words of rules be used where no whole rule is built. */
export const Vocabularied = ({ vocabulary, children }: { vocabulary: Vocabulary; children: ReactNode }) => {
  const building: Building = {
    ...{ root: { any: [] }, vocabulary, problems: [] },
    ...{ set: () => undefined, apply: () => undefined },
  };
  return <BuildingProvider value={building}>{children}</BuildingProvider>;
};

/** One interaction with its conditions, in words that can be clicked. */
export const InteractionTokens = ({ did, onChange }: { did: Did; onChange: (did: Did) => void }) => (
  <>
    <EventToken event={did.event} onChange={(event) => event && onChange({ event })} />
    <Where
      event={did.event}
      where={did.where}
      onChange={(where) => onChange(where ? { event: did.event, where } : { event: did.event })}
      path={[]}
    />
  </>
);

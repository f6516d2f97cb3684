import { useEffect, useRef } from 'react';
import { useMay } from '../session/useMay.js';
import { useAddress } from '../shell/search.js';
import { beginningIn } from '../understand/discover/beginning.js';
import { addPersona, MAX_PERSONAS, type PersonasDraft } from './edit.js';

/** Adds the persona that the address hands over to those there are, once, and opens it: nothing is saved by that. */
export const useBegun = (draft: PersonasDraft, change: (draft: PersonasDraft) => void): void => {
  const [{ begin }, changeAddress] = useAddress();
  const may = useMay('define');
  const taken = useRef<string>(undefined);
  useEffect(() => {
    if (begin === undefined || taken.current === begin) return;
    taken.current = begin;
    const begun = beginningIn(begin);
    if (!begun || !may || draft.personas.length >= MAX_PERSONAS) {
      changeAddress({ begin: undefined }, { replace: true });
      return;
    }
    const next = addPersona(draft, begun.name, begun.rule, begun.description);
    change(next);
    changeAddress({ begin: undefined, show: next.personas.at(-1)?.id }, { replace: true });
  }, [begin, may, draft, change, changeAddress]);
};

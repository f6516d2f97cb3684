import { useEffect } from 'react';
import { useAddress } from '../shell/search.js';

/** Asks for a period that suits an analysis where the address names none; true until it does. */
export const useUsualPeriod = (usual: string): boolean => {
  const [{ period, from }, change] = useAddress();
  const isOpen = period === undefined && from === undefined;
  useEffect(() => {
    if (isOpen) change({ period: usual }, { replace: true });
  }, [isOpen, change, usual]);
  return isOpen;
};

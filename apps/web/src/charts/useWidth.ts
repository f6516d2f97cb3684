import { useCallback, useState } from 'react';

/** The width of an element, in px, known before the first paint and kept as it changes. */
export const useWidth = (): { ref: (element: HTMLElement | null) => (() => void) | undefined; width: number } => {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    setWidth(element.clientWidth);
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { ref, width };
};

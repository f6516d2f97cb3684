import { type RefObject, useEffect } from 'react';

/** An A3 page, landscape, within margins of 8 mm, in CSS pixels of 1/96 inch; a little is kept back for rounding. */
const MM = 96 / 25.4;
const PAGE = { width: (420 - 16) * MM, height: (297 - 16) * MM - 8 };
const SMALLEST = 0.15;

/** By how much an element of that width must shrink to fit on the page; narrower letters make wider columns, so it is sought. */
const fitOf = (sheet: HTMLElement): number => {
  const fits = (zoom: number): boolean => {
    sheet.style.setProperty('--fit', String(zoom));
    // Told in the element's own pixels, before it is made smaller.
    return sheet.offsetHeight * zoom <= PAGE.height;
  };
  if (fits(1)) return 1;
  let [low, high] = [SMALLEST, 1];
  for (let step = 0; step < 7; step++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
};

/** Lays a sheet out for one A3 page whenever it is printed, by button or by the browser's own menu, and back afterwards. */
export const useFitToPage = (sheet: RefObject<HTMLElement | null>, paper: string): void => {
  useEffect(() => {
    const lay = () => {
      const element = sheet.current;
      if (!element) return;
      element.classList.add(paper);
      element.style.setProperty('--page-width', `${PAGE.width}px`);
      element.style.setProperty('--fit', String(fitOf(element)));
    };
    const back = () => sheet.current?.classList.remove(paper);
    addEventListener('beforeprint', lay);
    addEventListener('afterprint', back);
    return () => {
      removeEventListener('beforeprint', lay);
      removeEventListener('afterprint', back);
    };
  }, [sheet, paper]);
};

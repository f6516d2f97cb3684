import { saveFile } from './download.js';

/** Room around a table in its picture, in pixels. */
const MARGIN = 16;

/** What invites to act has no place in a picture. */
const isPictured = (node: Node): boolean => !(node instanceof HTMLElement && node.dataset['unpictured'] !== undefined);

/**
 * Saves what an element shows as a PNG at twice its size, on the page's background; also what has scrolled out of sight, but not
 * what is marked `data-unpictured`. The library is only fetched when asked for.
 */
export const saveElementPng = async (name: string, element: HTMLElement | null): Promise<void> => {
  if (!element) return;
  const { domToBlob } = await import('modern-screenshot');
  const { scrollWidth, scrollHeight } = element;
  const blob = await domToBlob(element, {
    width: scrollWidth + 2 * MARGIN,
    height: scrollHeight + 2 * MARGIN,
    scale: 2,
    filter: isPictured,
    backgroundColor: getComputedStyle(document.body).getPropertyValue('--surface') || '#fff',
    style: {
      ...{ margin: `${MARGIN}px`, width: `${scrollWidth}px` },
      ...{ overflow: 'visible', maxHeight: 'none', boxShadow: 'none' },
    },
  });
  saveFile(`${name}.png`, blob);
};

import { saveFile } from './download.js';

/** Room around a table in its picture, in pixels. */
const MARGIN = 16;

const UNPICTURED = '[data-unpictured]';

/** What invites to act has no place in a picture. */
const isPictured = (node: Node): boolean => !(node instanceof HTMLElement && node.matches(UNPICTURED));

/** Runs on a copy out of sight without what is not pictured, so that it leaves no gap. Canvases would be empty in it. */
const onCopy = async (element: HTMLElement, run: (copy: HTMLElement) => Promise<void>): Promise<void> => {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const one of copy.querySelectorAll(UNPICTURED)) one.remove();
  copy.inert = true;
  Object.assign(copy.style, { position: 'absolute', top: '0', left: '-100000px', width: `${element.clientWidth}px` });
  element.after(copy);
  try {
    await run(copy);
  } finally {
    copy.remove();
  }
};

const saveAsShown = async (name: string, element: HTMLElement): Promise<void> => {
  const { domToBlob } = await import('modern-screenshot');
  const { scrollWidth, scrollHeight } = element;
  const blob = await domToBlob(element, {
    width: scrollWidth + 2 * MARGIN,
    height: scrollHeight + 2 * MARGIN,
    scale: 2,
    filter: isPictured,
    backgroundColor: getComputedStyle(document.body).getPropertyValue('--surface') || '#fff',
    style: {
      ...{ position: 'static', margin: `${MARGIN}px`, width: `${scrollWidth}px` },
      ...{ overflow: 'visible', maxHeight: 'none', boxShadow: 'none' },
    },
  });
  saveFile(`${name}.png`, blob);
};

/**
 * Saves what an element shows as a PNG at twice its size, on the page's background; also what has scrolled out of sight, but not
 * what is marked `data-unpictured`, which leaves a gap unless `closed`. The library is only fetched when asked for.
 */
export const saveElementPng = async (
  name: string,
  element: HTMLElement | null,
  { closed = false }: { readonly closed?: boolean } = {},
): Promise<void> => {
  if (!element) return;
  await (closed ? onCopy(element, (copy) => saveAsShown(name, copy)) : saveAsShown(name, element));
};

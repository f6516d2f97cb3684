import fontUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

export type Cell = string | number | null | undefined;

/** A spreadsheet must not run what a customer typed: text that looks like a formula is marked as text. */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cellOf = (cell: Cell): string => {
  if (cell === null || cell === undefined) return '';
  const text = typeof cell === 'number' ? String(cell) : safe(cell);
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180, with a byte order mark so that spreadsheets read accents. */
export const toCsv = (header: string[], rows: Cell[][]): string =>
  `\uFEFF${[header, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;

/** Hands a file to the browser to save. */
export const saveFile = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};

export const saveCsv = (name: string, header: string[], rows: Cell[][]): void =>
  saveFile(`${name}.csv`, new Blob([toCsv(header, rows)], { type: 'text/csv;charset=utf-8' }));

const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-linecap',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'letter-spacing',
  'paint-order',
  'stop-color',
  'stroke-linejoin',
];

/** Writes what the style sheets say onto each element: a picture has no style sheets. */
const inlineStyles = (from: Element, to: SVGElement): void => {
  const computed = getComputedStyle(from);
  for (const name of STYLES) to.style.setProperty(name, computed.getPropertyValue(name));
  [...from.children].forEach((child, index) => {
    const copy = to.children[index];
    if (copy instanceof SVGElement) inlineStyles(child, copy);
  });
};

/** A picture sees no font of the page: its own must be inside it. Without it, the picture is drawn in the system's. */
const embedFont = async (svg: SVGSVGElement): Promise<void> => {
  try {
    const font = await (await fetch(fontUrl)).blob();
    const reader = new FileReader();
    const read = new Promise((resolve) => reader.addEventListener('load', resolve, { once: true }));
    reader.readAsDataURL(font);
    await read;
    const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
    const source = String(reader.result).replace(/^data:[^;,]*/, 'data:font/woff2');
    style.textContent = `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(${source})}`;
    svg.prepend(style);
  } catch {
    // The font could not be fetched: the system's will do.
  }
};

/** An SVG of the document as a PNG, at twice its size, on the given background. */
export const pngOf = async (svg: SVGSVGElement, background: string): Promise<Blob | null> => {
  const { width, height } = svg.viewBox.baseVal;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inlineStyles(svg, copy);
  await embedFont(copy);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
};

/** Saves an SVG of the document as a PNG. */
export const savePng = async (name: string, svg: SVGSVGElement, background: string): Promise<void> => {
  const blob = await pngOf(svg, background);
  if (blob) saveFile(`${name}.png`, blob);
};

import { DomainError } from '../ports.js';

/** Where in a file something is wrong. Lines and characters count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: string;
}

/** What stops an import before it changes anything: names the file, the line and the column. */
export const importError = (place: Place, message: string): DomainError => {
  const where = [
    place.file,
    place.line === undefined ? '' : `line ${place.line}`,
    place.column === undefined ? '' : `column “${place.column}”`,
  ].filter((part) => part !== '');
  return new DomainError('import_broken', 422, `${where.join(', ')}: ${message}`, { ...place });
};

/** A cell's text as an error message shows it: one line, cut short. */
export const shown = (text: string): string =>
  `“${(text.length > 60 ? `${text.slice(0, 60)}…` : text).replaceAll(/\s+/g, ' ')}”`;

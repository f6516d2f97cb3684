import { z } from 'zod';

/** Raised when an older program could no longer read the file. */
export const FORMAT = 1;

export const HEADER = 'header.json';
export const MANIFEST = 'manifest.json';
/** The manifest's own checksum, and the last entry: a file cut short lacks it. */
export const SEAL = 'manifest.json.sha256';

const store = z.enum(['operational', 'analytical']);

const table = z.object({ store, name: z.string(), columns: z.array(z.string()).min(1), rows: z.number().int() });
export type BackupTable = z.infer<typeof table>;

const sequence = z.object({ name: z.string(), value: z.number().int(), called: z.boolean() });
export type BackupSequence = z.infer<typeof sequence>;

/** The first entry of a backup: everything a restore has to know before it reads rows. */
export const headerSchema = z.object({
  format: z.literal(FORMAT),
  program: z.string(),
  createdAt: z.iso.datetime(),
  migrations: z.object({ operational: z.array(z.string()), analytical: z.array(z.string()) }),
  tables: z.array(table),
  sequences: z.array(sequence),
});
export type BackupHeader = z.infer<typeof headerSchema>;

const part = z.object({
  name: z.string(),
  store,
  table: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().length(64),
});
export type BackupPart = z.infer<typeof part>;

/** Near the end: each part of the file with its checksum, and the header's. */
export const manifestSchema = z.object({ header: z.string().length(64), parts: z.array(part) });
export type BackupManifest = z.infer<typeof manifestSchema>;

/** `operational/customers/000001.tsv.gz` */
export const partName = ({ store: where, name }: BackupTable, number: number): string =>
  `${where}/${name}/${String(number).padStart(6, '0')}.tsv.gz`;

/** Tables that no backup holds: what was applied is in the header, the mark belongs to one restore. */
export const LEFT_OUT = ['parcours_migrations', 'restore_unfinished'];

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorkspace } from '@parcours/engine';
import { startStores } from '@parcours/stores';

/** Rows written at once: the analytical store holds so many in memory. */
const PART = 500_000;

/** Stores on a folder of their own with the workspace `main`; `close` stops them and removes the folder. */
export const benchStores = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parcours-bench-'));
  const stores = await startStores({ dataDir });
  const { operational: sql, warehouse } = stores;
  await createWorkspace({ sql }, { id: 'main', name: 'Bench', timezone: 'UTC', currency: 'EUR' });
  /** Runs a statement that fills `from` up to `to`, part after part, until so many are written. */
  const fill = async (text: string, many: number, parameters: Record<string, unknown>): Promise<void> => {
    for (let from = 0; from < many; from += PART)
      await warehouse.command(text, { ...parameters, from, to: Math.min(many, from + PART) });
  };
  const close = async (): Promise<void> => {
    await stores.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { sql, warehouse, fill, close };
};

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFile, parseMapping, type RunningEngine, runEngine, takeEvents } from '@parcours/engine';
import { NOW, type ReadServer } from './readServer.js';

export const examples = fileURLToPath(new URL('../../../../examples', import.meta.url));
const clock = { now: () => NOW };

/** The engine on a server's stores: what is imported is situated and reaches the warehouse. */
export const engineOf = async (server: ReadServer): Promise<RunningEngine> => {
  const { store: operational, warehouse, log, appender } = server;
  const onError = (where: string, error: unknown) => {
    throw new Error(`the engine failed at ${where}`, { cause: error });
  };
  const engine = await runEngine({ operational, warehouse, log, clock, onError });
  appender.onAppended(engine.offer);
  return engine;
};

/** Imports a file through a mapping, as the command does, and waits until it can be read. */
export const importFile = async (
  server: ReadServer,
  engine: RunningEngine,
  workspaceId: string,
  path: string,
  mapping: string,
): Promise<void> => {
  const file = await checkFile(path, parseMapping(readFileSync(mapping, 'utf8')), { now: NOW });
  const { appender, rejections } = server;
  for await (const events of file.read()) {
    const { logId } = await takeEvents(
      { appender, rejections, clock },
      { workspaceId, file: file.name, events, bytes: 1_000 },
    );
    if (logId !== null) await engine.waitFor(logId);
  }
  await engine.exclusive(async () => undefined);
};

/** Imports lines of text through a mapping. */
export const importLines = async (
  server: ReadServer,
  engine: RunningEngine,
  workspaceId: string,
  lines: readonly string[],
  mapping: string,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-lines-'));
  try {
    const path = join(folder, 'lines.csv');
    writeFileSync(path, `${lines.join('\n')}\n`);
    await importFile(server, engine, workspaceId, path, mapping);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

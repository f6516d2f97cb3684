import { resolve } from 'node:path';
import { readServerFile } from '@parcours/stores';
import { type Admin, adminOf } from './admin.js';
import { launch } from './launch.js';

/**
 * Does work through the server that runs on a data folder, or through one started for it and stopped after.
 * @throws Sorry, DomainError
 */
export const withServer = async <T>(dataDir: string, work: (admin: Admin) => Promise<T>): Promise<T> => {
  const folder = resolve(dataDir);
  const running = readServerFile(folder);
  if (running) return work(adminOf(running));
  const server = await launch({ dataDir: folder, port: 0, host: '127.0.0.1', temporary: true });
  const interrupted = () => void server.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work(adminOf(server));
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await server.stop();
  }
};

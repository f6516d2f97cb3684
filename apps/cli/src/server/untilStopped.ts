import { note } from '../output/print.js';

/** Waits for SIGTERM or SIGINT, then lets the server finish what it has accepted and stop. A second signal does not wait. */
export const untilStopped = async (server: { stop(): Promise<void> }): Promise<void> => {
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve).once('SIGINT', resolve);
  });
  const hurry = () => process.exit(1);
  process.once('SIGTERM', hurry).once('SIGINT', hurry);
  note('Stopping…');
  await server.stop();
  process.exit(0);
};

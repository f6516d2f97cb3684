import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './openBrowser.js';
import { addressAt, openPage } from './openPage.js';
import { addressOf, startParcours, stopParcours } from './startParcours.js';

interface Demonstrating {
  /** As openPage takes it. */
  readonly patience?: number;
  /** What its environment adds, asked for as it starts. */
  readonly env?: () => Promise<NodeJS.ProcessEnv>;
}

/** The built demonstration on a folder of its own, and a browser, for the tests of a file. */
export const onDemonstration = (name: string, { patience, env }: Demonstrating = {}) => {
  let data = '';
  let program: ChildProcess | undefined;
  let url = '';
  let browser: Browser | undefined;
  /** What pages threw. */
  const troubles: string[] = [];
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), `parcours-${name}-`));
    program = startParcours('demo', data, await env?.());
    url = await addressOf(program);
    browser = await openBrowser();
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await stopParcours(program, data);
  }, 60_000);
  const open = (path: string, options: BrowserContextOptions = {}): Promise<Page> =>
    openPage({ browser: browser as Browser, url, troubles, patience }, path, options);
  /** The address of a page of the retailer's workspace. */
  const at = (path: string): string => addressAt(url, path);
  return { open, at, troubles };
};

import { PRESETS } from '@parcours/core';
import { DomainError } from '@parcours/engine';
import { emptyDatabases } from '@parcours/stores/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { looksOnThread } from '../engine/previewOnThread.js';
import { NOW, readServer } from '../testing/readServer.js';

const [model] = PRESETS;
const task = { workspaceId: 'main', now: NOW, model: model as NonNullable<typeof model> };
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

describe('a preview that nobody waits for any more', () => {
  it('is given up when who asked leaves', async () => {
    const asked = new AbortController();
    let begun = (): void => undefined;
    const begins = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let left = (): void => undefined;
    const leaves = new Promise<void>((resolve) => {
      left = resolve;
    });
    const server = await readServer({
      preview: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            left();
            reject(new DomainError('preview.left', 409, 'Left.'));
          });
          begun();
        }),
    });
    ends.push(() => server.stop());
    const address = await server.http.listen({ port: 0, host: '127.0.0.1' });
    const answer = fetch(`${address}/api/models/preview`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.keys.main}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model }),
      signal: asked.signal,
    });
    await begins;
    asked.abort();
    await expect(answer).rejects.toThrow();
    await leaves;
  });

  it('ends its thread, or never starts one; one that fails says so', async () => {
    const { stop, ...addresses } = await emptyDatabases();
    ends.push(stop);
    const signals = [AbortSignal.abort(), AbortSignal.timeout(50)];
    for (const signal of signals)
      await expect(looksOnThread(addresses).preview(task, signal)).rejects.toMatchObject({ code: 'preview.left' });
    const band = { ...task, from: null, to: null, limit: 1 };
    const never = new AbortController().signal;
    // These databases hold no tables yet.
    await expect(looksOnThread(addresses).previewBand(band, never)).rejects.toThrow(/does not exist/);
  });
});

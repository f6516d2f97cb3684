#!/usr/bin/env -S node --max-semi-space-size=64
import { pathToFileURL } from 'node:url';
import { ready } from './ready.mjs';
import { at } from './root.mjs';

// One process for both, so that a signal sent to `npm start` reaches the program and not a shell in front of it.
await ready();
process.setSourceMapsEnabled(true);
process.argv[1] = at('dist', 'parcours.mjs');
await import(pathToFileURL(process.argv[1]).href);

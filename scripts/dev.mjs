/** `npm run dev`: the server with the demonstration, restarted when its source changes, and the page hot-reloaded. */
import { spawn } from 'node:child_process';
import { ready } from './ready.mjs';
import { at, root, say } from './root.mjs';

await ready({ installOnly: true });

const server = [
  ...[at('node_modules', 'tsx', 'dist', 'cli.mjs'), 'watch', '--clear-screen=false'],
  ...['--include', 'packages/*/src/**', '--exclude', '**/*.test.ts'],
  ...['apps/cli/src/main.ts', 'demo', '--data', at('parcours-data', 'dev'), '--port', '4000'],
];
const page = [at('node_modules', 'vite', 'bin', 'vite.js'), at('apps', 'web'), '--clearScreen', 'false'];

const running = [server, page].map((command) =>
  spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }),
);
say('The page with hot reload: http://localhost:5173 (the server alone: http://localhost:4000)');

// Both or neither: when one ends, for whatever reason, the other is asked to stop as well. Asked twice, it would not wait;
// a Ctrl+C has already asked both.
let ending = false;
const ask = () => {
  for (const child of running) child.kill('SIGTERM');
};
const end = () => {
  if (!ending) ask();
  ending = true;
};
for (const child of running) child.on('exit', end);
process.on('SIGTERM', end);
process.on('SIGINT', () => {
  ending = true;
  setTimeout(ask, 10_000).unref();
});

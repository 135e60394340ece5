/**
 * Who may import whom, with a row for every folder at the top that holds TypeScript: test/imports.test.ts reads this table.
 * Everything may import its own room. Of several rows for a file the longest counts.
 * `import type` is an import too; `(types)` allows nothing else.
 */
const mayImport = {
  'src/ocpi': ['schemas'],
  'src/hub': ['src/ocpi'],
  'src/store': ['src/hub/ports (types)', 'src/ocpi (types)'],
  'src/admin': ['src/hub', 'src/ocpi'],
  'src/console': ['src/hub/types.generated (types)'],
  'src/terminal.ts': [],
  'src/cli': ['src/terminal.ts'],
  'src/cli/validate.ts': ['src/ocpi'],
  'src/cli/cost.ts': ['src/ocpi', 'simulators/tariffs'],
  'src/cli/hub.ts': ['src/log.ts', 'src/run-hub.ts', 'src/settings.ts', 'src/admin/admin-token.ts'],
  'src/cli/migrate.ts': ['src/store', 'src/terminal.ts'],
  'src/cli/lab.ts': ['src/settings.ts', 'src/log.ts', 'src/admin/admin-token.ts', 'simulators'],
  'src/cli/simulate.ts': ['src/log.ts', 'simulators'],
  'src/cli/conformance.ts': ['conformance', 'src/ocpi'],
  'src/cli/verify.ts': ['conformance/evidence'],
  'src/main.ts': ['src/run-hub.ts'],
  'src/log.ts': ['src/terminal.ts'],
  'src/log.test.ts': ['src/log.ts'],
  'src/terminal.test.ts': ['src/terminal.ts'],
  'src/run-hub.test.ts': [],
  'src/run-hub.ts': ['src/log.ts', 'src/settings.ts', 'src/start-hub.ts'],
  'src/settings.ts': ['src/hub'],
  'src/start-hub.ts': ['src', 'schemas'],
  'src/open-store.ts': ['src/hub', 'src/store'],
  'src/servers.ts': ['src/admin', 'src/hub', 'src/ocpi', 'src/partners-door.ts', 'src/sockets.ts'],
  'src/partners-door.ts': ['src/hub', 'src/ocpi'],
  'src/sockets.ts': ['src/hub', 'src/ocpi (types)'],
  simulators: ['src/ocpi'],
  conformance: ['src/ocpi'],
  'conformance/selftest': ['conformance', 'simulators', 'src/ocpi'],
  features: ['simulators'],
  fuzz: ['src/ocpi', 'features/support'],
  attack: ['torture'],
  mutants: ['scripts/start-postgres.ts', 'scripts/unit-tests.ts'],
  interop: [],
  torture: [],
  bench: ['torture'],
  scripts: ['src', 'conformance', 'features'],
  test: ['src', 'attack', 'features', 'scripts'],
  'bench/processes/validation.ts': ['src/ocpi'],
};

const rooms = Object.keys(mayImport);
const tops = new Set(['schemas', ...rooms.map((room) => room.split('/')[0])]);
const ours = `^(${[...tops].join('|')})/`;
('^(src|schemas|simulators|conformance|features|fuzz|attack|mutants|interop|torture|bench|scripts|test)/');
/** Matches a folder with all that is in it, or a file named with or without its ending. */
const place = (name) => `^${name.replaceAll('.', '\\.')}(\\.ts$|/|$)`;
/** What tests of every room start processes and name servers with. */
const forTests = '^test/(program|name-server)\\.ts$';
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
        path: '^(src|simulators|conformance)/',
        pathNot: ['\\.test\\.ts$', '^simulators/spawned\\.ts$'],
      },
      to: { path: forTests },
    },
    { name: 'no cycle between files', severity: 'error', from: {}, to: { circular: true } },
    { name: 'imports lead somewhere', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'what is shipped needs no devDependency',
      severity: 'error',
      // The console is shipped as built: nothing of its packages is needed to run it.
      from: { path: '^(src|simulators|conformance)/', pathNot: ['\\.test\\.ts$', '^src/console/'] },
      // A peer dependency is the operator's to install; it is a devDependency too, for the tests.
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What uses the package as it is installed elsewhere.
    exclude: { path: '^test/package/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};

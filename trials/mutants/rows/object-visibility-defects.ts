import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the visibility of objects, and in finding the provider of a Session. */
export const marketRows: Mutant[] = [
  {
    id: 'agreement-last-moment',
    file: 'src/hub/market/connection-index.ts',
    place: 'at < Date.parse(valid_to)',
    plant: 'at <= Date.parse(valid_to)',
    red: ['src/hub/market/connection-index.test.ts'],
  },
  {
    id: 'agreement-first-moment',
    file: 'src/hub/market/connection-index.ts',
    place: 'Date.parse(valid_from) <= at) && (valid_to',
    plant: 'Date.parse(valid_from) < at) && (valid_to',
    red: ['src/hub/market/connection-index.test.ts'],
  },
  {
    id: 'agreement-ended-at-begin',
    file: 'src/hub/market/connection-index.ts',
    place: 'Date.parse(agreement.valid_to) <= start',
    plant: 'Date.parse(agreement.valid_to) < start',
    red: ['src/hub/market/connection-index.test.ts'],
  },
  {
    id: 'reference-taken-over',
    file: 'src/hub/binding/gather-provider-evidence.ts',
    place: 'if (!references.has(provider(emsp)))',
    plant: 'if (!references.has(provider(emsp)) && references.clear() === undefined)',
    red: ['src/hub/binding/gather-provider-evidence.test.ts'],
  },
  {
    id: 'reference-latest-giver',
    file: 'src/hub/binding/gather-provider-evidence.ts',
    place: 'referring: referring.filter(isHere).sort((a, b) => a.at - b.at)',
    plant: 'referring: referring.filter(isHere).sort((a, b) => b.at - a.at)',
    red: ['src/hub/binding/gather-provider-evidence.test.ts'],
  },
  {
    id: 'profile-of-another-provider',
    file: 'src/hub/questions/pass-on-profile-updates.ts',
    place: 'profile?.emsp !== session.recipient',
    plant: 'profile === undefined',
    red: ['src/hub/questions/pass-on-profile-updates.test.ts'],
  },
  {
    id: 'handshakes-not-tidied',
    file: 'src/hub/partners/connections.ts',
    place: 'await tidyConnections(hub, processes.count() === 1 ? 0 : longest);',
    plant: '',
    red: ['src/hub/partners/abandoned-handshakes.test.ts'],
  },
  {
    id: 'handshakes-of-others-tidied',
    file: 'src/hub/partners/connections.ts',
    place: 'processes.count() === 1 ? 0 : longest',
    plant: '0',
    red: ['src/hub/partners/abandoned-handshakes.test.ts'],
  },
  ...defectsIn(
    'src/hub/market/object-visibility.ts',
    ['src/hub/market/object-visibility.test.ts'],
    [
      [
        'audience-sessions-for-all',
        "const parties = audience === 'driver' ? bound : agreedWith();",
        'const parties = agreedWith();',
      ],
      [
        'audience-addressed-to-anybody',
        '[only].filter((party) => shown.some((owner) => mayExchange(state, role, owner, party, at)))',
        '[only]',
      ],
      [
        'audience-suspended-too',
        "receiver.connection?.status === 'REGISTERED'",
        'receiver.connection !== undefined',
      ],
      ['audience-lists-for-all', "...(audience === 'driver' ? { recipient: reader } : {}),", ''],
      ['audience-lists-of-all', '.filter((partner) => only === undefined || partner === only)\n      ', ''],
      [
        'audience-bound-to-another',
        '.filter((party) => party !== object.owner && (only === undefined || party === only))',
        '.filter((party) => party !== object.owner)',
      ],
    ],
  ),
  {
    id: 'handshakes-kept-by-the-module',
    file: 'src/hub/partners/handshake-queue.ts',
    place: 'const mayWait = 8;',
    plant: 'const mayWait = 8;\nexport const lines = new Map<string, number>();',
    red: ['trials/test/module-state.test.ts'],
  },
  ...defectsIn(
    'src/hub/insight/operator-troubles.ts',
    ['src/hub/insight/operator-troubles.test.ts'],
    [
      ['attention-old-syncs-count', 'if (!newest.has(sync.connection)) newest', 'newest'],
      ['attention-running-retirement', " || sync.status === 'RUNNING'", ''],
      ['attention-tells-tokens', "token ? text.replaceAll(token, '***') : text", 'text'],
      ['attention-ended-agreements', 'end <= now || ', ''],
      [
        'attention-registered-refused',
        "status }) => status === 'PENDING'",
        "status }) => status !== 'SUSPENDED'",
      ],
    ],
  ),
];

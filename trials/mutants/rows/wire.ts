import type { Mutant } from './mutant.ts';

/** Defects at the hub's interfaces to the network and to its operator. */
export const wireRows: Mutant[] = [
  {
    id: 'line-feed-in-token',
    file: 'src/ocpi/words/tokens.ts',
    place: "[word, decoded, decoded.replace(/\\n$/, '')]",
    plant: '[word, decoded]',
    red: ['src/ocpi/editions/editions.test.ts'],
  },
  {
    id: 'letter-of-2.2.1-in-ascii',
    file: 'src/ocpi/schemas/checks.ts',
    place: "'2.2.1': 'x-printable'",
    plant: "'2.2.1': 'x-ascii'",
    red: ['src/ocpi/schemas/validation-2.2.1.test.ts'],
  },
  {
    id: 'facts-of-one-entry',
    file: 'src/ocpi/editions/facts.ts',
    place: "if (step === '*') return Array.isArray(value) ? value : [];",
    plant: "if (step === '*') return Array.isArray(value) ? value.slice(0, 1) : [];",
    red: ['src/ocpi/editions/editions.test.ts'],
  },
  {
    id: 'refusal-to-another-party',
    file: 'src/ocpi/server/fail.ts',
    place: '{ ...refusal(known), ...plainly, ...noted }',
    plant: '{ ...refusal(known), ...plainly }',
    red: ['features/protocol/routing-headers.feature: A refusal is addressed to the party in the URL'],
  },
  {
    id: 'findings-not-journalled',
    file: 'src/ocpi/server/record.ts',
    place: '...(answer?.findings ?? []),',
    plant: '',
    red: ['features/protocol/mended.feature: Coordinates with 7 decimals'],
  },
  {
    id: 'secrets-compared-plainly',
    file: 'src/ocpi/words/tokens.ts',
    place: 'timingSafeEqual(Buffer.from(hashToken(a)), Buffer.from(hashToken(b)))',
    plant: 'hashToken(a) === hashToken(b)',
    red: [],
    unseen: 'the answer is the same, and its time is no fact that a test can wait for',
  },
  {
    id: 'shared-address-space',
    file: 'src/ocpi/client/network.ts',
    place: "  '100.64.0.0/10',\n",
    plant: '',
    red: ['src/ocpi/client/network.test.ts'],
  },
  {
    id: 'redirect-to-a-stranger',
    file: 'src/ocpi/client/leniency.ts',
    place: '  if (to.origin !== from.origin) return undefined;\n',
    plant: '',
    red: ['src/ocpi/client/leniency.test.ts'],
  },
  {
    id: 'report-page-unescaped',
    file: 'src/admin/report-page.ts',
    place: "    .replaceAll('<', '&lt;')\n",
    plant: '',
    red: ['src/admin/report-page.test.ts'],
  },
  {
    id: 'push-outcomes-swapped',
    file: 'src/admin/metrics.ts',
    place: "? 'accepted' : 'refused'",
    plant: "? 'refused' : 'accepted'",
    red: ['src/admin/health.test.ts'],
  },
  {
    id: 'schema-whitelist-optional',
    file: 'schemas/2.1.1/token.json',
    place: '"issuer", "valid", "whitelist", "last_updated"]',
    plant: '"issuer", "valid", "last_updated"]',
    red: ['src/ocpi/schemas/required.test.ts'],
  },
  {
    id: 'schema-alt-url-required',
    file: 'schemas/2.1.1/tariff.json',
    place: '"required": ["id", "currency", "elements", "last_updated"]',
    plant: '"required": ["id", "currency", "elements", "last_updated", "tariff_alt_url"]',
    red: ['src/ocpi/schemas/required.test.ts'],
  },
  {
    id: 'tag-of-another-scenario',
    file: 'features/protocol/tariffs.feature',
    place: '@TAR-03 @ROUTE-28 @HUB-07 @HUB-25',
    plant: '@TAR-04 @ROUTE-28 @HUB-07 @HUB-25',
    red: [],
    unseen:
      'a tag says what a scenario is about, which only its reader can judge; the ledger holds that it exists',
  },
];

import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Exchange } from '../http-exchange.ts';
import type { Report } from '../report/json-report.ts';
import { type Signer, signerFrom } from './ed25519-signer.ts';
import { bundleOf, signatureOf } from './evidence-of-run.ts';
import { chained, type Entry, origin } from './hash-chain.ts';
import { verificationOf } from './verify-evidence.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
const suite = signerFrom(join(folder, 'suite.pem'));
const partner = signerFrom(join(folder, 'partner.pem'));
const now = new Date('2026-01-31T08:00:00Z');

const exchange: Exchange = {
  ...{ direction: 'sent', begun: 3, ended: 4, time: '2026-01-31T08:00:00.000Z', error: null },
  ...{
    method: 'GET',
    url: 'https://p.example/ocpi/versions',
    headers: { authorization: 'Token a-token' },
    body: '',
  },
  answer: {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"status_code":1000,"data":[]}',
  },
};

const totals = { passed: 1, failed: 0, warned: 0, skipped: 0, broken: 0 };
const requirement = { words: 'Versions.', level: 'MUST', origin: '2.1.1', source: 'Versions', mend: '' };
const report = {
  partner: {
    role: 'cpo',
    versions_url: 'https://p.example/ocpi/versions',
    party: 'NL*ABC',
    name: 'Abc',
    modules: [],
  },
  run: {
    begun: now.toISOString(),
    seconds: 1,
    version: '0.1.0',
    environment: 'Node',
    interrupted: false,
    options: [],
  },
  conformant: true,
  totals,
  checks: [
    {
      ...{
        id: 'VER-01',
        name: 'Versions are a list',
        feature: 'versions',
        steps: ['When it answers'],
        verdict: 'passed',
      },
      ...{ reason: '', findings: [], exchanges: [exchange], milliseconds: 1, requirement },
    },
  ],
  left_behind: [],
} as unknown as Report;

const inputs = { role: 'cpo', versionsUrl: 'https://p.example/ocpi/versions', timeout: 10_000 };
const run = { report, inputs, exchanges: [exchange], secrets: ['a-token-of-the-partner'], urls: [] };
const signed = Buffer.from(bundleOf(run, suite, now));
const found = verificationOf(signed);
assert.ok(found);
const whole = Buffer.concat([
  signed,
  Buffer.from(signatureOf('partner', found.entries, found.last, partner, now, 'Abc')),
]);

/** The kinds of the bundle's entries, in order. */
const kinds = ['head', 'exchange', 'check', 'result', 'statement', 'signature', 'statement', 'signature'];

/** The lines of the bundle with their line feeds, for tests that reorder them. */
const lines = whole
  .toString()
  .split('\n')
  .slice(0, -1)
  .map((line) => `${line}\n`);

function problemOf(file: Buffer | string): [entry?: number, kind?: string, words?: string] {
  const problem = verificationOf(Buffer.from(file))?.problem;
  return problem ? [problem.entry, problem.kind, problem.words] : [];
}

describe('a bundle', () => {
  test('that nobody touched is sound, and tells who signed it', () => {
    const { problem, entries, exchanges, checks, signatures } = verificationOf(whole) ?? assert.fail();
    assert.deepEqual([problem, entries, exchanges, checks], [undefined, 8, 1, 1]);
    assert.deepEqual(signatures, [
      { as: 'suite', name: undefined, time: '2026-01-31T08:00:00.000Z', key: suite.key },
      { as: 'partner', name: 'Abc', time: '2026-01-31T08:00:00.000Z', key: partner.key },
    ]);
    assert.deepEqual(problemOf(signed), []);
  });

  test('holds the inputs, the exchange with its number, the verdict and what it is based on', () => {
    const [head, sent, check] = lines.map((line) => JSON.parse(line.slice(65)) as Entry);
    assert.equal((head?.suite as { version: string }).version, '0.1.0');
    assert.deepEqual(head?.inputs, inputs);
    assert.equal((head?.partner as { party: string }).party, 'NL*ABC');
    assert.deepEqual(
      [sent?.number, sent?.method, sent?.url, sent?.answer],
      [1, 'GET', 'https://p.example/ocpi/versions', exchange.answer],
    );
    assert.deepEqual([check?.id, check?.verdict, check?.exchanges], ['VER-01', 'passed', [1]]);
  });

  for (const [entry, kind] of kinds.entries())
    test(`any one byte flipped in entry ${entry}, a ${kind}, is found and named`, () => {
      const begin = Buffer.byteLength(lines.slice(0, entry).join(''));
      const end = begin + Buffer.byteLength(lines[entry] ?? '');
      for (let at = begin; at < end; at += 1)
        for (const bit of [0, 3, 5, 7]) {
          const changed = Buffer.from(whole);
          changed[at] = (changed[at] ?? 0) ^ (1 << bit);
          assert.equal(problemOf(changed)[0], entry, `byte ${at}, bit ${bit}`);
        }
      const changed = Buffer.from(whole);
      changed[end - 3] = (changed[end - 3] ?? 0) ^ 1;
      assert.deepEqual(problemOf(changed).slice(0, 2), [entry, kind]);
    });

  test('of which a byte became the end of a line is found', () => {
    for (let at = 0; at < whole.length; at += 1) {
      if (whole[at] === 10) continue;
      const changed = Buffer.from(whole);
      changed[at] = 10;
      const entry = whole.subarray(0, at).toString().split('\n').length - 1;
      assert.equal(problemOf(changed)[0], entry, `byte ${at}`);
    }
  });

  test('that is cut off anywhere is no sound bundle of more signatures than it has', () => {
    for (let size = 200; size < whole.length; size += 1)
      assert.ok(problemOf(whole.subarray(0, size)).length > 0 || size === signed.length, `cut at ${size}`);
  });
});

const without = (entry: number) => lines.filter((_, at) => at !== entry).join('');
const withTwice = (entry: number) =>
  lines.flatMap((line, at) => (at === entry ? [line, line] : [line])).join('');
const swapped = (entry: number) => {
  const copy = [...lines];
  [copy[entry], copy[entry + 1]] = [copy[entry + 1] ?? '', copy[entry] ?? ''];
  return copy.join('');
};

/** A bundle whose entries were changed, then chained and signed by somebody with another key. */
function forged(change: (entries: Entry[]) => Entry[], signer: Signer = partner): string {
  const entries = lines.slice(0, 4).map((line) => JSON.parse(line.slice(65)) as Entry);
  const changed = change(entries);
  const { lines: text, last } = chained(changed, origin);
  return text + signatureOf('suite', changed.length, last, signer, now);
}

const passes = (entries: Entry[]) =>
  entries.map((entry) => (entry.kind === 'check' ? { ...entry, verdict: 'failed' } : entry));
const impostor: Signer = { ...partner, key: suite.key };
const other = generateKeyPairSync('ed25519').privateKey;
const elsewhere: Signer = {
  ...suite,
  sign: (hash) => sign(null, Buffer.from(hash), other).toString('base64'),
};

/** Changes of a bundle, and the entry at which the verification finds each. */
// biome-ignore format: a table
const tampered: [what: string, file: string, entry: number, words: RegExp][] = [
  ['without its exchange',                 without(1),                                      1, /does not agree with its hash/],
  ['without its verdict',                  without(2),                                      2, /does not agree with its hash/],
  ['with an exchange twice',               withTwice(1),                                    2, /does not agree with its hash/],
  ['with two entries swapped',             swapped(1),                                      1, /does not agree with its hash/],
  ['without the signatures',               lines.slice(0, 4).join(''),                      3, /nobody signed it/],
  ['with a statement and no signature',    lines.slice(0, 5).join(''),                      4, /nobody signed it/],
  ['without the suite\'s own signature',   [...lines.slice(0, 4), ...lines.slice(6)].join(''), 4, /does not agree with its hash/],
  ['signed by one who has not the key',    forged(passes, impostor),                        5, /not made by the key/],
  ['signed for something else',            forged(passes, elsewhere),                       5, /not made by the key/],
  ['without head',                         forged((all) => all.slice(1)),                   0, /no head/],
  ['of another form',                      forged(([head, ...all]) => [{ ...head, form: 'x 2' } as Entry, ...all]), 0, /no head/],
  ['with an exchange behind the checks',   forged(([head, sent, check, ...all]) => [head, check, sent, ...all] as Entry[]), 2, /cannot stand behind a check/],
  ['without result',                       forged((all) => all.slice(0, 3)),                3, /cannot stand behind a check/],
  ['with an entry of no kind',             forged((all) => [...all.slice(0, 3), { kind: 'note' } as unknown as Entry, ...all.slice(3)]), 3, /cannot stand behind/],
];

describe('what is found in a bundle', () => {
  for (const [what, file, entry, words] of tampered)
    test(what, () => {
      const [at, , said = ''] = problemOf(file);
      assert.equal(at, entry);
      assert.match(said, words);
    });

  test('one made anew by another key is sound, and shows that key: whose it is must be known', () => {
    const { problem, signatures } = verificationOf(Buffer.from(forged(passes))) ?? assert.fail();
    assert.deepEqual([problem, signatures.map(({ key }) => key)], [undefined, [partner.key]]);
  });

  test('the other side cannot sign before the suite, nor the suite twice', () => {
    const { entries, last } = found;
    const twice = signed + signatureOf('suite', entries, last, partner, now);
    assert.deepEqual(problemOf(twice).slice(0, 2), [6, 'statement']);
    const { lines: text, last: end } = chained(
      lines.slice(0, 4).map((line) => JSON.parse(line.slice(65)) as Entry),
    );
    assert.equal(problemOf(text + signatureOf('partner', 4, end, partner, now))[0], 4);
  });

  test('a countersignature that says it is of fewer entries', () => {
    assert.match(
      problemOf(signed + signatureOf('partner', 5, found.last, partner, now))[2] ?? '',
      /speaks of 5 entries/,
    );
  });
});

for (const [what, file] of [
  ['nothing', ''],
  ['a report', '{"partner":{}}\n'],
  ['a picture', '\u0089PNG\r\n\u001a\n'],
] as const)
  test(`${what} is no bundle`, () => assert.equal(verificationOf(Buffer.from(file)), undefined));

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFile } from '../evidence/evidence-file.ts';
import { verificationOf } from '../evidence/verify-evidence.ts';
import type { Report } from '../report/json-report.ts';
import type { Trial } from '../suite-run-state.ts';

/** Writes the evidence of a run and throws unless it verifies, is complete, and contains no token in any form. */
export async function soundEvidence(trial: Trial, report: Report): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-of-a-run-'));
  try {
    const file = join(folder, 'evidence.ndjson');
    const bundle = await bundleFile(file, join(folder, 'key.pem'));
    await bundle.write(trial, report);
    assert.equal(bundle.trouble, undefined);
    const written = await readFile(file);
    const { problem, exchanges, checks } = verificationOf(written) ?? assert.fail('no bundle');
    assert.deepEqual([problem, checks], [undefined, report.checks.length]);
    assert.equal(exchanges, new Set([...trial.sent, ...trial.desk.inbox, ...trial.results]).size);
    const text = written.toString();
    const tokens = [...trial.secrets, trial.tokenToThem, trial.tokenToUs, trial.invitation].filter(Boolean);
    assert.ok(tokens.length >= 4, `only ${tokens.length} tokens`);
    for (const form of tokens.flatMap(formsOf)) assert.ok(!text.includes(form), `a token is left as ${form}`);
    sameEverywhere(text);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The spellings of a token that a search for it would try. */
function formsOf(token: string): string[] {
  const bytes = Buffer.from(token);
  const padded = ['', ':', '::'].map((before) => Buffer.from(before + token).toString('base64'));
  return [
    token,
    encodeURIComponent(token),
    JSON.stringify(token).slice(1, -1),
    bytes.toString('hex'),
    // Base64 without the letters that also encode the neighbouring text.
    ...padded.map((text) => text.slice(4, -4)),
    bytes.toString('base64url').slice(0, -2),
  ];
}

interface Line {
  kind: string;
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  answer?: { body: string };
}

/** A token that was given in a body is used in later headers: throws unless both show the same stand-in. */
function sameEverywhere(text: string): void {
  const lines = text.split('\n').filter(Boolean);
  const all = lines.map((line) => JSON.parse(line.slice(65)) as Line);
  const bodies = all.flatMap(({ body = '', answer }) => [body, answer?.body ?? '']);
  const given = bodies.flatMap((body) => [...body.matchAll(/"token":"([^"]+)"/g)].map(([, token]) => token));
  const used = new Set(all.map(({ headers }) => headers?.authorization));
  assert.ok(
    given.some((token) => used.has(`Token ${token}`)),
    'no token of a body is used in a header',
  );
}

import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Exchange } from '../http-exchange.ts';
import type { Report } from '../report/json-report.ts';
import type { Trial } from '../suite-run-state.ts';
import { type Concealer, concealerOf } from './conceal-secrets.ts';
import type { Signer } from './ed25519-signer.ts';
import { secretsIn } from './find-secrets.ts';
import { chained, type Entry } from './hash-chain.ts';

/** A conformance run to be written as evidence: its report, and every request and answer of it. */
export interface Run {
  report: Report;
  /** The options of the run, without the token. */
  inputs: Record<string, unknown>;
  exchanges: Exchange[];
  /** Tokens that the suite used, and URLs of the partner that may contain keys. */
  secrets: Iterable<string>;
  urls: string[];
}

/** Collects the evidence of a trial that has ended. */
export function runOf(trial: Trial, report: Report): Run {
  const all = new Set([...trial.sent, ...trial.desk.inbox, ...trial.results]);
  return {
    report,
    // JSON leaves out a field that is undefined.
    inputs: { ...trial.options, token: undefined },
    exchanges: [...all].sort((a, b) => a.begun - b.begun),
    secrets: trial.secrets,
    urls: [trial.versionsUrl, ...(trial.endpoints ?? []).map(({ url }) => url)],
  };
}

/**
 * Writes a run as evidence, one entry a line: head, exchanges, checks, result, and the suite's signature. Tokens are
 * replaced by stand-ins. Throws, without naming the token, when one would still be readable.
 */
export function bundleOf(
  { report, inputs, exchanges, secrets, urls }: Run,
  signer: Signer,
  now: Date,
): string {
  const concealer = concealerOf(secretsIn(secrets, urls, exchanges), signer.standIns);
  const numbers = new Map(exchanges.map(({ begun }, at) => [begun, at + 1]));
  const entries = [
    headOf(report, inputs),
    ...exchanges.map((exchange, at) => exchangeEntry(exchange, at + 1, concealer)),
    ...report.checks.map((check) => checkEntry(check, numbers)),
    {
      kind: 'result' as const,
      conformant: report.conformant,
      totals: report.totals,
      left_behind: report.left_behind,
    },
  ].map((entry) => (entry.kind === 'exchange' ? entry : concealer.value(entry)));
  const left = concealer.left(entries);
  if (left > 0) throw new Error(`${left} secrets would still be seen in the bundle: it is not written`);
  const { lines, last } = chained(entries);
  return lines + signatureOf('suite', entries.length, last, signer, now);
}

/** The role of a signer of evidence: the suite that made it, or the partner that confirms it. */
export type SignedAs = 'suite' | 'partner';

/**
 * The two lines of a signature in a bundle: a statement of who signs which lines and when, and the signature over its
 * hash.
 */
export function signatureOf(
  as: SignedAs,
  entries: number,
  last: string,
  signer: Signer,
  now: Date,
  name?: string,
): string {
  const statement = {
    kind: 'statement' as const,
    as,
    name,
    entries,
    time: now.toISOString(),
    key: signer.key,
  };
  const stated = chained([statement], last);
  const signature = { kind: 'signature' as const, algorithm: 'Ed25519', value: signer.sign(stated.last) };
  return stated.lines + chained([signature], stated.last).lines;
}

/** The version of the file format of evidence. */
export const form = 'ocpi-hub evidence 1';

function headOf({ partner, run }: Report, inputs: Run['inputs']): Entry {
  return {
    kind: 'head',
    form,
    suite: { version: run.version, environment: run.environment, features: suiteDigest() },
    begun: run.begun,
    seconds: run.seconds,
    interrupted: run.interrupted,
    inputs,
    partner,
  };
}

function exchangeEntry(exchange: Exchange, number: number, { value, headers }: Concealer): Entry {
  const { direction, time, method, url, body, answer, error } = exchange;
  return {
    kind: 'exchange',
    ...{ number, direction, time, method },
    ...{ url: value(url), headers: headers(exchange.headers), body: value(body) },
    answer: { status: answer.status, headers: headers(answer.headers), body: value(answer.body) },
    error: value(error),
  };
}

function checkEntry(check: Report['checks'][number], numbers: Map<number, number>): Entry {
  const { id, name, feature, steps, verdict, reason, because, findings, requirement, exchanges } = check;
  const { words, level, origin, source } = requirement;
  return {
    kind: 'check',
    ...{ id, name, feature, steps, verdict, reason, because, findings },
    requirement: { words, level, origin, authority: check.authority, source },
    exchanges: exchanges.map(({ begun }) => numbers.get(begun)),
  };
}

/** A digest of the suite's Gherkin features: the same for the same suite. */
function suiteDigest(): string {
  const folder = new URL('../../features/partner/', import.meta.url);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.feature'))
    .sort();
  return hash('sha256', names.map((name) => readFileSync(new URL(name, folder), 'utf8')).join(''));
}

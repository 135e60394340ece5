import { readFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import {
  areaOf,
  areaTitle,
  type Requirement,
  requirement,
} from '../../src/ocpi/rules/requirement-catalogue.ts';
import { maskUrl } from '../../src/ocpi/words/mask-secrets-in-urls.ts';
import type { Check, Verdict } from '../check-and-verdict-types.ts';
import { type Readiness, readinessOf } from '../readiness-profiles.ts';
import type { PartnerRole } from '../run-options.ts';
import type { Trial } from '../suite-run-state.ts';
import { settled } from '../verdict-of-check.ts';
import { type Mend, mendsByWeight } from './requirements-to-mend-first.ts';

/** A check with the requirement that it is about. */
export type ReportedCheck = Check & { requirement: Requirement };

/** Number of checks with each verdict. */
export type Totals = Record<Verdict, number>;

/** The result of a conformance run. */
export interface Report {
  partner: { role: PartnerRole; versions_url: string; party: string; name: string; modules: string[] };
  run: {
    begun: string;
    seconds: number;
    version: string;
    environment: string;
    interrupted: boolean;
    read_only: boolean;
    /** The options of the run, as on the command line, without the token. */
    options: string[];
    /** The URL of the guide to OCPI whose pages explain the checks, where one is known. */
    guide?: string;
  };
  /** Whether the partner breaks no binding rule of 2.1.1, and the suite had no error of its own. */
  conformant: boolean;
  /** The verdict on the partner for each profile of its role. */
  readiness: Readiness[];
  /** All broken requirements, the most important first. */
  mends: Mend[];
  totals: Totals;
  areas: { area: string; title: string; totals: Totals }[];
  checks: ReportedCheck[];
  /** Objects that the suite wrote and could not take back from the partner. */
  left_behind: { kind: string; url: string; why: string }[];
  /** Number of exchanges: the handshake and all others that belong to no check. */
  exchanges: number;
}

/** The report of a trial that has ended. */
export function reportOf(trial: Trial, begun: Date): Report {
  const { options, credentials, endpoints = [] } = trial;
  const checks = settled(trial.checks).map((check) => ({ ...check, requirement: requirement(check.id) }));
  const areas = [...new Set(checks.map(({ id }) => areaOf(id)))];
  const totals = totalsOf(checks);
  const readiness = readinessOf({
    role: options.role,
    modules: endpoints.map(({ identifier }) => identifier),
    partial: partialOf(trial),
    checks,
  });
  const name = (credentials?.business_details as { name?: string } | undefined)?.name;
  return {
    partner: {
      role: options.role,
      versions_url: maskUrl(trial.versionsUrl),
      party: credentials ? `${String(credentials.country_code)}*${String(credentials.party_id)}` : '',
      name: name ?? '',
      modules: endpoints.map(({ identifier }) => identifier),
    },
    run: {
      begun: begun.toISOString(),
      seconds: Math.round((Date.now() - begun.getTime()) / 100) / 10,
      version: packageVersion(),
      environment: `Node ${process.versions.node}, ${platform()} ${arch()}`,
      interrupted: trial.interrupted,
      read_only: options.readOnly,
      options: given(trial),
      ...(options.guide ? { guide: options.guide } : {}),
    },
    conformant: totals.failed === 0 && totals.broken === 0,
    readiness,
    mends: mendsByWeight(checks, readiness),
    totals,
    areas: areas.map((area) => ({
      area,
      title: areaTitle(area),
      totals: totalsOf(checks.filter(({ id }) => areaOf(id) === area)),
    })),
    checks,
    left_behind: trial.written.map(({ kind, url, why = 'not taken back' }) => ({ kind, url, why })),
    exchanges: trial.sent.length + trial.desk.inbox.length,
  };
}

/** The reason why a run shows only a part; `undefined` for a whole run. */
function partialOf({ interrupted, options: { only } }: Trial): string | undefined {
  if (interrupted) return 'the run was interrupted';
  return only.length > 0 ? `only ${only.join(', ')} was checked` : undefined;
}

/** Counts the verdicts of these checks. */
export function totalsOf(checks: { verdict: Verdict }[]): Totals {
  const totals: Totals = { passed: 0, failed: 0, warned: 0, skipped: 0, broken: 0 };
  for (const { verdict } of checks) totals[verdict] += 1;
  return totals;
}

function given({ options }: Trial): string[] {
  const { role, readOnly, only, party, to, at } = options;
  return [
    `--role ${role}`,
    ...(readOnly ? ['--read-only'] : []),
    ...(only.length > 0 ? [`--only ${only.join(',')}`] : []),
    ...(party === 'ZZ*TST' ? [] : [`--party ${party}`]),
    ...(to ? [`--to ${to}`] : []),
    ...(at ? [`--at ${at.location}/${at.evse}`] : []),
  ];
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}

import type { Check } from './check-and-verdict-types.ts';
import type { PartnerRole } from './run-options.ts';

/** A named set of checks that together show what a partner can be connected for, such as `provider, core`. */
export interface Profile {
  name: string;
  role: PartnerRole;
  /** Name of the profile that this one builds on; empty for none. */
  on: string;
  /** Modules that the partner has to offer. */
  modules: string[];
  /** Names of the parts of the suite that belong to the profile. */
  parts: string[];
  /** Requirements that the run must have shown to hold; of all others it is enough that none failed. */
  seen: string[];
}

const everywhere = 'versions, registration, lists, seen, leaving';

/** Each profile, with the modules, parts and requirements that it adds to the profile it builds on. */
// biome-ignore format: a table
const table: [name: string, role: PartnerRole, on: string, modules: string, parts: string, seen: string][] = [
  ['operator, pull only',                   'cpo',  '',                    'locations',               `${everywhere}, operator data`,        'VER-01 CRED-06 LOC-01'],
  ['operator, core',                        'cpo',  'operator, pull only', 'tokens sessions cdrs',    'operator tokens',                     'TOK-01 SES-01 CDR-01'],
  ['operator with commands',                'cpo',  'operator, core',      'commands',                'operator commands',                   'CMD-04 CMD-12'],
  ['provider, pull only',                   'emsp', '',                    'tokens',                  `${everywhere}, provider tokens`,      'VER-01 CRED-06 TOK-09'],
  ['provider, core',                        'emsp', 'provider, pull only', 'locations sessions cdrs', 'provider locations, provider data',   'LOC-11 SES-04 CDR-03'],
  ['provider with real-time authorisation', 'emsp', 'provider, core',      '',                        'real-time authorisation',             'TOK-12'],
  ['provider with commands',                'emsp', 'provider, core',      '',                        'provider commands',                   'CMD-18'],
];

/** Checks among those of a provider's Tokens that concern real-time authorisation alone. */
const realTime = ['TOK-12', 'TOK-13', 'TOK-14', 'TOK-15', 'TOK-17', 'TOK-18', 'TOK-20'];

/** All profiles, in the order in which a partner reaches them. */
export const profiles: Profile[] = table.reduce<Profile[]>(
  (known, [name, role, on, modules, parts, seen]) => {
    const base = known.find((profile) => profile.name === on);
    return [
      ...known,
      {
        ...{ name, role, on },
        modules: [...(base?.modules ?? []), ...modules.split(' ').filter(Boolean)],
        parts: [...(base?.parts ?? []), ...parts.split(', ')],
        seen: [...(base?.seen ?? []), ...seen.split(' ')],
      },
    ];
  },
  [],
);

/** The part of the suite that a check belongs to. */
export function partOf({ feature, id }: Pick<Check, 'feature' | 'id'>): string {
  return feature === 'provider tokens' && realTime.includes(id) ? 'real-time authorisation' : feature;
}

/**
 * The verdict on a partner for a profile: `ready`; `not ready`, something failed; `not offered`, a module is missing;
 * `not seen`, nothing failed, but a required part was not seen to work.
 */
export interface Readiness {
  profile: string;
  verdict: 'ready' | 'not ready' | 'not offered' | 'not seen';
  /** The reason why the partner is not ready for the profile, in words; empty for `ready`. */
  why: string;
  /** Requirements that failed, or were not seen to hold. */
  ids: string[];
  /** Number of checks of the profile that were made, and of those that were skipped. */
  made: number;
  skipped: number;
}

/** The results of a conformance run by which the suite judges for which profiles the partner is ready. */
export interface Judged {
  role: PartnerRole;
  /** Modules that the partner offers; none when its version details could not be read. */
  modules: string[];
  /** The reason why the run shows only a part: it was interrupted, or only some checks were asked for. */
  partial: string | undefined;
  checks: Pick<Check, 'id' | 'feature' | 'verdict' | 'reason'>[];
}

/** The verdict on a partner for each profile of its role. */
export function readinessOf(run: Judged): Readiness[] {
  return profiles.filter(({ role }) => role === run.role).map((profile) => readinessFor(profile, run));
}

/** The profiles that a partner is ready for, without those on which another one of them builds. */
export function highest(readiness: Readiness[]): string[] {
  const ready = readiness.filter(({ verdict }) => verdict === 'ready').map(({ profile }) => profile);
  const below = profiles.filter(({ name }) => ready.includes(name)).map(({ on }) => on);
  return ready.filter((name) => !below.includes(name));
}

function readinessFor({ name, modules, parts, seen }: Profile, run: Judged): Readiness {
  const checks = run.checks.filter((check) => parts.includes(partOf(check)));
  const idsOf = (verdict: Check['verdict']) => [
    ...new Set(checks.filter((check) => check.verdict === verdict).map(({ id }) => id)),
  ];
  const missing = run.modules.length > 0 ? modules.filter((module) => !run.modules.includes(module)) : [];
  const failed = idsOf('failed');
  const holds = idsOf('passed');
  const unseen = seen.filter((id) => !holds.includes(id));
  const skipped = checks.filter(({ verdict }) => verdict === 'skipped').length;
  const counts = { profile: name, made: checks.length - skipped, skipped };
  if (missing.length > 0)
    return { ...counts, verdict: 'not offered', why: `it does not list ${missing.join(', ')}`, ids: [] };
  if (failed.length > 0) return { ...counts, verdict: 'not ready', why: failedWords(failed), ids: failed };
  if (run.partial) return { ...counts, verdict: 'not seen', why: run.partial, ids: unseen };
  if (unseen.length > 0) {
    const [first = ''] = unseen;
    return { ...counts, verdict: 'not seen', why: unseenWords(first, checks), ids: unseen };
  }
  const broken = idsOf('broken');
  if (broken.length > 0)
    return {
      ...counts,
      verdict: 'not seen',
      why: 'a bug of the suite kept it from checking all',
      ids: broken,
    };
  return { ...counts, verdict: 'ready', why: '', ids: [] };
}

function failedWords(ids: string[]): string {
  const more = ids.length > 1 ? ` and ${ids.length - 1} more` : '';
  return `${ids[0]}${more} failed`;
}

function unseenWords(id: string, checks: Judged['checks']): string {
  const skipped = checks.find((check) => check.id === id && check.verdict === 'skipped');
  const reason = skipped?.reason.split('\n')[0];
  return `${id} was not seen to hold${reason ? `: ${reason}` : ''}`;
}

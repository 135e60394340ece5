/** The kinds of failures of the hub that no fuzzed input may cause. */
export type Offence = 'failed' | 'stored' | 'leaked' | 'changed';

/** The counts of inputs and offences of one fuzzing run. */
export interface Tally {
  inputs: number;
  readonly offences: Record<Offence, string[]>;
  /** Registers a token that no answer may contain except for its owner's. */
  secret(token: string): void;
  /** Checks an answer for a failure of the hub, internal details, and tokens of others. */
  look(
    what: string,
    answer: { http: number; code: number | undefined; text: string },
    authorization: string,
  ): void;
  /** Checks the whole log of the hub. */
  log(output: string): void;
  add(offence: Offence, what: string): void;
}

/** A pattern for internal details: stack frames, files, runtime messages, pages that are not the console's own. */
const inside =
  /\n\s+at |\bat [\w.<>[\] ]+ \(|node_modules|node:internal|\.ts:\d+|Cannot (read|GET|PUT|POST|destructure)|is not a function|is not iterable|Maximum call stack|<pre>|<title>(?!OCPI hub[:<])/i;

/** A count of a fuzzing run in which nothing has happened yet. */
export function newTally(): Tally {
  const secrets = new Set<string>();
  const offences: Tally['offences'] = { failed: [], stored: [], leaked: [], changed: [] };
  const add = (offence: Offence, what: string) => void offences[offence].push(what.slice(0, 2000));
  return {
    inputs: 0,
    offences,
    add,
    secret: (token) => void (token.length >= 8 && secrets.add(token)),
    look(what, { http, code, text }, authorization) {
      if (http >= 500 || http === 0 || code === 3000) add('failed', `${what}\n  answered ${http} ${text}`);
      const own = authorization.replace(/^\S+ /, '');
      const shown = [...secrets].some((token) => token !== own && text.includes(token));
      if (shown || inside.test(text)) add('leaked', `${what}\n  answered ${http} ${text}`);
    },
    log(output) {
      for (const token of secrets)
        if (output.includes(token)) add('leaked', `the log holds the token ${token}`);
      for (const line of output.split('\n').filter((line) => line.includes('what nobody foresaw')))
        add('failed', `the log says ${line}`);
    },
  };
}

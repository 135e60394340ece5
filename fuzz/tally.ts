/** What may never happen, whatever comes in. */
export type Offence = 'failed' | 'stored' | 'leaked' | 'changed';

/** The count of one run. */
export interface Tally {
  inputs: number;
  readonly offences: Record<Offence, string[]>;
  /** What no answer may show to anybody but the one it belongs to. */
  secret(token: string): void;
  /** Looks at an answer: a failure of the hub, an inside told outside, somebody's token. */
  look(
    what: string,
    answer: { http: number; code: number | undefined; text: string },
    authorization: string,
  ): void;
  /** Looks at everything the hub has logged. */
  log(output: string): void;
  add(offence: Offence, what: string): void;
}

/** Words of an inside: frames of a stack, files, messages of the runtime, pages that are not the console's own. */
const inside =
  /\n\s+at |\bat [\w.<>[\] ]+ \(|node_modules|node:internal|\.ts:\d+|Cannot (read|GET|PUT|POST|destructure)|is not a function|is not iterable|Maximum call stack|<pre>|<title>(?!OCPI hub[:<])/i;

/** Starts counting. */
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

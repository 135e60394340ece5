import type { Writable } from 'node:stream';

// Names, ids, messages and headers come from partners. Control characters that move a terminal's cursor, sound its bell
// or reverse the direction of writing must not reach it, since the display could be forged.

/**
 * Characters that are unsafe on a terminal: C0 except line feed and tab, DEL, C1, and those that change the direction
 * of writing.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfit = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Makes a partner's text safe for a terminal: unsafe characters become `\u001b` and so on, as in a JSON string, where
 * they mean the same.
 */
export function fit(text: string): string {
  return text.replace(unfit, escaped);
}

/** Makes a partner's text safe as one line: a line break in it must not look like a row of its own. */
export function fitLine(text: string): string {
  return fit(text).replace(/[\n\t]/g, escaped);
}

/** Makes every text in a JSON value safe for a terminal, names of properties included. */
export function fitAll(value: unknown): unknown {
  if (typeof value === 'string') return fit(value);
  if (Array.isArray(value)) return value.map(fitAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [fit(name), fitAll(inner)]));
}

/** The control sequence that clears the line of a progress bar; a `fitStream` lets it pass when it is written alone. */
export const eraseLine = '\r\u001b[K';

/**
 * Makes a stream replace characters that are unsafe on a terminal in everything that is written to it; `paint` then
 * colours it.
 */
export function fitStream(stream: Writable, paint: (text: string) => string = (text) => text): void {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' && chunk !== eraseLine ? paint(fit(chunk)) : chunk, ...rest);
}

/**
 * Words for states by the colour that they get on a terminal: green where all is well, yellow where something waits,
 * red where it failed.
 */
// biome-ignore format: a table
const colours: Record<string, string[]> = {
  32: ['REGISTERED', 'LIVE', 'ACTIVE', 'DONE', 'ACCEPTED'],
  33: ['PENDING', 'BEHIND', 'SUSPENDED', 'RUNNING', 'PARKED', 'RETURNED'],
  31: ['DOWN', 'FAILED', 'REFUSED', 'REJECTED', 'TERMINATED', 'UNREGISTERED'],
};

/** Matches a state as a whole word: not a part of an id, and not a value in JSON. */
const states = new RegExp(`(?<![\\w"*-])(${Object.values(colours).flat().join('|')})(?![\\w"*-])`, 'g');

/**
 * Matches the heading of a table: words in capital letters alone, of which the columns `FAILED` or `PENDING` are no
 * states.
 */
const heading = /^[A-Z][A-Z ]* {2}[A-Z][A-Z ]*$/;

/** Colours the words for states in a text for a terminal. */
export function painted(text: string): string {
  return text
    .split('\n')
    .map((line) => (heading.test(line) ? line : line.replace(states, inColour)))
    .join('\n');
}

function inColour(state: string): string {
  const [colour] = Object.entries(colours).find(([, words]) => words.includes(state)) ?? [];
  return `\u001b[${colour}m${state}\u001b[39m`;
}

/** Whether a stream shows colours: a terminal whose user has not said no by `NO_COLOR` (https://no-color.org). */
export function showsColours(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

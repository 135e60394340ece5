import type { Writable } from 'node:stream';

// Names, ids, messages and headers come from partners. What moves a terminal's cursor, sounds its bell or turns the direction
// of writing must not reach it: what is shown could be forged.

/** C0 but line feed and tab, DEL, C1, and what turns the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unfit = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Makes foreign text fit for a terminal: unfit characters stand there as `\u001b`, as in a JSON string, where they mean the same. */
export function fit(text: string): string {
  return text.replace(unfit, escaped);
}

/** The same for a text that has one line: a break in it cannot look like a row of its own. */
export function fitLine(text: string): string {
  return fit(text).replace(/[\n\t]/g, escaped);
}

/** Every text in a JSON value made fit, names of properties included. */
export function fitAll(value: unknown): unknown {
  if (typeof value === 'string') return fit(value);
  if (Array.isArray(value)) return value.map(fitAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [fit(name), fitAll(inner)]));
}

/** Clears the line of a progress bar; written alone it passes a fitted stream. */
export const eraseLine = '\r\u001b[K';

/** From now on nothing but fit text passes this stream, whoever writes it. */
export function fitStream(stream: Writable): void {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' && chunk !== eraseLine ? fit(chunk) : chunk, ...rest);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

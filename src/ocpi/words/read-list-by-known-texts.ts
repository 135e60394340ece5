import { isUtf8 } from 'node:buffer';
import { parse } from 'secure-json-parse';
import { endOfWritten } from './json-as-written.ts';
import { deepest } from './json-nesting-depth.ts';
import {
  endOfNested,
  endOfString,
  type JsonLimits,
  JsonProblem,
  type UsedJson,
} from './read-json-with-limits.ts';

/** An object of a list as it stands in a JSON text. */
export interface ListElement {
  text: Buffer;
  /** SHA-256 of the text. */
  digest: string;
  /** Number of values in the text, as limits of JSON count them. */
  values: number;
  /** Takes the place of the parsed object, where the reader of the list knows the text. */
  known: object | undefined;
  /** `JSON.stringify` writes the same text of what it says, and it is not too deep; not told where its end was not looked for. */
  asWritten?: boolean;
}

/** Recognises the objects of one list by their texts. Only texts that have been part of valid JSON before may be known. */
export interface KnownTexts {
  /** The object that begins at this place, where it is the one that the reader expects next: then nobody looks for its end. */
  expected(bytes: Buffer, at: number): ListElement | undefined;
  /** The object with this text. */
  of(text: Buffer, values: number): ListElement;
}

/** A JSON text, parsed with stand-ins for known objects in its list `data`; `elements` has one entry for each in that list. */
export interface ReadList {
  value: { data: unknown[] };
  elements: ListElement[];
}

const [quote, comma, colon] = [0x22, 0x2c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** A place at which no text has a byte. */
const nowhere = Number.MAX_SAFE_INTEGER;

/**
 * Parses a JSON text whose member `data` is a list of objects, without those that are known: each has `0` in its place
 * in the text that is parsed, so that the rest is as valid as the whole. Returns `undefined` for any text of another
 * form, `data` twice or with an escape in a name among them, and for one that is no JSON or exceeds the limits.
 */
export function readListByKnownTexts(
  bytes: Buffer,
  limits: JsonLimits,
  texts: KnownTexts,
): ReadList | undefined {
  if (!isUtf8(bytes)) return undefined;
  try {
    const elements = elementsIn(bytes, limits, texts);
    if (!elements) return undefined;
    const value = parse(textWithout(bytes, elements)) as { data: unknown[] };
    for (const [at, { known }] of elements.entries()) if (known) value.data[at] = known;
    return { value, elements };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof JsonProblem) return undefined;
    throw error;
  }
}

/** The text without its known elements. */
function textWithout(bytes: Buffer, elements: ListElement[]): string {
  let text = '';
  let from = 0;
  for (const { text: own, known } of elements) {
    if (!known) continue;
    const at = own.byteOffset - bytes.byteOffset;
    text += `${bytes.toString('utf8', from, at)}0`;
    from = at + own.length;
  }
  return text + bytes.toString('utf8', from);
}

/** The elements of `data`; whatever else stands in the text is left to the parser. */
function elementsIn(bytes: Buffer, limits: JsonLimits, texts: KnownTexts): ListElement[] | undefined {
  const used = { values: 2, depth: 1, limits };
  let elements: ListElement[] | undefined;
  let at = afterSpace(bytes, 0);
  if (bytes[at] !== openObject) return undefined;
  for (;;) {
    const name = afterSpace(bytes, at + 1);
    const end = endOfString(bytes, name);
    const given = bytes.toString('latin1', name, end);
    // A name with an escape may be another one than it looks.
    if (bytes[name] !== quote || given.includes('\\')) return undefined;
    at = afterSpace(bytes, end + 1);
    if (bytes[at] !== colon) return undefined;
    at = afterSpace(bytes, at + 1);
    if (given === '"data') {
      if (elements) return undefined;
      elements = [];
      at = readElements(bytes, at, used, texts, elements);
    } else at = endOfValue(bytes, at, used);
    at = afterSpace(bytes, at);
    if (bytes[at] !== comma) break;
    used.values += 1;
  }
  return bytes[at] === closeObject && used.values <= limits.values ? elements : undefined;
}

/** Reads the list of objects that begins at a place; returns the place behind it, that of the first byte that is none of such a list, or one behind the text. */
function readElements(
  bytes: Buffer,
  begin: number,
  used: UsedJson,
  texts: KnownTexts,
  elements: ListElement[],
): number {
  if (bytes[begin] !== openList) return nowhere;
  used.values += 1;
  used.depth += 1;
  let at = afterSpace(bytes, begin + 1);
  for (; bytes[at] === openObject; at = afterSpace(bytes, at + 1)) {
    const element = texts.expected(bytes, at) ?? elementAt(bytes, at, { ...used, values: 0 }, texts);
    elements.push(element);
    used.values += element.values;
    at = afterSpace(bytes, at + element.text.length);
    if (bytes[at] !== comma) break;
    used.values += 1;
  }
  used.depth -= 1;
  return bytes[at] === closeList ? at + 1 : nowhere;
}

function elementAt(bytes: Buffer, at: number, own: UsedJson, texts: KnownTexts): ListElement {
  const end = endOfWritten(bytes, at, own, Math.min(deepest, own.limits.depth - own.depth));
  const text = bytes.subarray(at, end < 0 ? endOfNested(bytes, at, own) : end);
  return { ...texts.of(text, own.values), asWritten: end >= 0 };
}

/** The place behind a value. */
function endOfValue(bytes: Buffer, from: number, used: UsedJson): number {
  const first = bytes[from];
  if (first === quote) return endOfString(bytes, from) + 1;
  if (first === openList || first === openObject) return endOfNested(bytes, from, used);
  let at = from;
  while (at < bytes.length && bytes[at] !== comma && bytes[at] !== closeObject) at += 1;
  return at;
}

function afterSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return at;
}

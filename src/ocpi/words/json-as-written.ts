const [quote, slash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [bracket, brace, endBrace, minus, dot] = [0x5b, 0x7b, 0x7d, 0x2d, 0x2e];
const [space, zero, nine] = [0x20, 0x30, 0x39];

/** Most digits of a number that a double keeps, whatever they are. */
const mostDigits = 15;

/** Steps that every text may take to compare its names with each other, and those for each of its bytes beside them. */
const [fewSteps, stepsOfByte] = [4096, 2];

/**
 * Finds the place behind a list or an object in a JSON text, where `JSON.stringify` writes the same bytes of what it says, and it is
 * nested at most so many levels deep; adds its values to `used`. -1 where it would have to look closer: at blanks, escapes, a name that
 * stands twice or begins with a digit, many names that begin alike, uncommon numbers, anything before the list or object, such as a byte order mark. Of a text that
 * is no JSON it finds the place that `endOfNested` finds.
 */
export function endOfWritten(json: Buffer, from: number, used: { values: number }, levels: number): number {
  if (json[from] !== brace && json[from] !== bracket) return -1;
  const end = endOfPlain(json, from, used, levels);
  // Nearly no text has an escape, and native code finds one in a hundredth of the time.
  return end >= 0 && json.subarray(from, end).includes(slash) ? -1 : end;
}

/** The place that `endOfWritten` finds where the text has no escape before it. */
function endOfPlain(json: Buffer, from: number, used: { values: number }, levels: number): number {
  // The names so far of all open objects, by where they begin, and how many there were when each list or object began. Those of
  // closed objects are overwritten: to shorten the list instead made the walk a sixth longer.
  const names: number[] = [];
  const outside: number[] = [];
  let count = 0;
  const { length } = json;
  let { values } = used;
  let first = 0;
  let steps = 0;
  for (let at = from; at < length; ) {
    const byte = json[at]!;
    at += 1;
    if (byte === quote) {
      const begin = at;
      while (at < length && json[at] !== quote) at += 1;
      at += 1;
      if (json[at] !== colon) continue;
      steps += stepsToCompare(json, names, first, count, begin, at);
      if (isDigit(json[begin]!) || steps > fewSteps + stepsOfByte * (at - from)) return -1;
      names[count++] = begin;
      at += 1;
    } else if (byte === comma) values += 1;
    else if (byte === brace || byte === bracket) {
      if (outside.length === levels) return -1;
      values += 1;
      outside.push(first);
      first = count;
    } else if ((byte | 0x20) === endBrace) {
      count = first;
      first = outside.pop() ?? 0;
      if (outside.length > 0) continue;
      used.values = values;
      return at;
    } else if (byte === minus || isDigit(byte)) {
      at = endOfPlainNumber(json, at - 1);
      if (at < 0) return -1;
    } else if (byte <= space) return -1;
  }
  return -1;
}

/**
 * Number of bytes that it takes to see that the name that begins at a byte, with the quote behind it, is none of these names from the
 * first of its object up to `count`; infinite where it is. Without a limit 40,000 names take a minute.
 */
function stepsToCompare(
  json: Buffer,
  names: number[],
  first: number,
  count: number,
  begin: number,
  end: number,
): number {
  let steps = 0;
  for (let nth = first; nth < count; nth += 1) {
    let one = names[nth]!;
    let other = begin;
    while (other < end && json[one] === json[other]) {
      one += 1;
      other += 1;
    }
    if (other === end) return Number.POSITIVE_INFINITY;
    steps += 1 + other - begin;
  }
  return steps;
}

/** The position behind a number that `JSON.stringify` writes as it stands; -1 for any other. */
function endOfPlainNumber(json: Buffer, begin: number): number {
  const from = json[begin] === minus ? begin + 1 : begin;
  let at = from;
  while (isDigit(json[at]!)) at += 1;
  const isWhole = json[at] !== dot;
  if (!isWhole) {
    at += 1;
    while (isDigit(json[at]!)) at += 1;
  }
  const isExponent = json[at] !== comma && (json[at]! | 0x20) !== endBrace;
  const isLong = at - from > mostDigits;
  // -0 is written 0, 1.50 as 1.5, and what is below 0.000001 with an exponent.
  const isOther = isWhole ? json[begin] === minus && json[from] === zero : json[at - 1] === zero;
  const isSmall = !isWhole && json[from] === zero && json[from + 2] === zero && json[from + 3] === zero;
  return isExponent || isLong || isOther || isSmall ? -1 : at;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

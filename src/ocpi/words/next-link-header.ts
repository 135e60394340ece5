/** Longest `Link` header that is read, in characters. */
const longest = 16_384;

/** Reads the target of the first `rel="next"` of a `Link` header (RFC 8288), in a time that grows with its length alone. */
export function nextLink(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(', ') : (header ?? '');
  if (text.length > longest) return undefined;
  for (let open = text.indexOf('<'); open >= 0; ) {
    const close = text.indexOf('>', open);
    if (close < 0) return undefined;
    const { parameters, end } = parametersFrom(text, close + 1);
    if (isNext(parameters)) return text.slice(open + 1, close);
    open = text.indexOf('<', end);
  }
  return undefined;
}

/**
 * The parameters of a link in the header, and the position where the link ends; a comma or semicolon in a quoted value
 * divides nothing.
 */
function parametersFrom(text: string, from: number): { parameters: string[]; end: number } {
  const parameters: string[] = [];
  let quoted = false;
  let start = from;
  let at = from;
  for (; at < text.length; at += 1) {
    const char = text[at];
    if (quoted && char === '\\') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) break;
    else if (char === ';' && !quoted) {
      parameters.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parameters.push(text.slice(start, at));
  return { parameters: parameters.slice(1), end: at };
}

/**
 * Whether a link is the next page: `rel` names several relations separated by blanks, in any case; the first `rel`
 * counts.
 */
function isNext(parameters: string[]): boolean {
  const rel = parameters
    .map((parameter) => parameter.split('=', 2))
    .find(([name = '']) => name.trim().toLowerCase() === 'rel');
  const relations = (rel?.[1] ?? '').replaceAll('"', ' ').toLowerCase().split(/\s/);
  return relations.includes('next');
}

/** One HTTP request with its answer, as it was sent and received. It contains tokens, which `masked` removes. */
export interface Exchange {
  /** `sent` by the suite to the partner, or `received` from it. */
  direction: 'sent' | 'received';
  /** Position of the request in the order of everything that happened in the run. */
  begun: number;
  ended: number;
  /** Time of the request, ISO 8601 with milliseconds. */
  time: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  answer: {
    /** `null` when no answer came; `error` says why. */
    status: number | null;
    headers: Record<string, string>;
    body: string;
  };
  error: string | null;
}

/** A JSON object with any fields. */
export type Json = Record<string, unknown>;

/** The OCPI envelope of an answer; `undefined` when the body is no JSON object. */
export function envelopeOf({ answer }: Exchange): Json | undefined {
  return asObject(answer.body);
}

/** Reads a JSON object; `undefined` when the text is anything else. */
export function asObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** OCPI status code of an answer, if it has one. */
export function codeOf(exchange: Exchange): number | undefined {
  const code = envelopeOf(exchange)?.status_code;
  return typeof code === 'number' ? code : undefined;
}

/** The field `data` of an answer's OCPI envelope. */
export function dataOf(exchange: Exchange): unknown {
  return envelopeOf(exchange)?.data;
}

/** Tells whether the answer is a success: HTTP 2xx and a code of 1xxx (TRANS-20, TRANS-24). */
export function succeeded(exchange: Exchange): boolean {
  const { status } = exchange.answer;
  const code = codeOf(exchange) ?? 0;
  return status !== null && status >= 200 && status < 300 && code >= 1000 && code < 2000;
}

/**
 * Tells whether the answer is a refusal, by any HTTP or OCPI code; a missing or unreadable answer is neither refusal
 * nor success.
 */
export function refused(exchange: Exchange): boolean {
  const { status } = exchange.answer;
  return status !== null && !succeeded(exchange) && (status < 500 || (codeOf(exchange) ?? 0) >= 2000);
}

/** A short description of an answer: its HTTP status, OCPI code and message, or the network error. */
export function inShort(exchange: Exchange): string {
  const { status } = exchange.answer;
  if (status === null) return `no answer (${exchange.error})`;
  const code = codeOf(exchange);
  const said = envelopeOf(exchange)?.status_message;
  const words = typeof said === 'string' && said !== '' ? `: ${said.slice(0, 200)}` : '';
  return code === undefined
    ? `HTTP ${status} without an OCPI envelope`
    : `HTTP ${status}, status code ${code}${words}`;
}

/** The same exchange without tokens, its bodies cut to a readable length. */
export function masked(exchange: Exchange, secrets: Iterable<string>): Exchange {
  const hide = (text: string) => {
    let hidden = text;
    for (const secret of secrets) if (secret.length > 0) hidden = hidden.replaceAll(secret, '***');
    return hidden.length > longest
      ? `${hidden.slice(0, longest)}… (${hidden.length - longest} more characters)`
      : hidden;
  };
  const headersOf = (headers: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        /^(proxy-)?authorization$|^(set-)?cookie$/i.test(name)
          ? value.replace(/^(\S+)\s.*/, '$1 ***')
          : hide(value),
      ]),
    );
  return {
    ...exchange,
    url: hide(exchange.url),
    headers: headersOf(exchange.headers),
    body: hide(exchange.body),
    answer: {
      status: exchange.answer.status,
      headers: headersOf(exchange.answer.headers),
      body: hide(exchange.answer.body),
    },
  };
}

/** A curl command that repeats a masked request; `$TOKEN` stands for the token. */
export function curlOf({ method, url, headers, body }: Exchange): string {
  const shown = Object.entries(headers).filter(
    ([name]) => !['host', 'connection', 'content-length'].includes(name.toLowerCase()),
  );
  const options = shown.map(([name, value]) => {
    const given = value.replace(/^(Token|Bearer|Basic) \*\*\*$/, '$1 $TOKEN');
    return given === value ? `-H ${quoted(`${name}: ${value}`)}` : `-H "${name}: ${given}"`;
  });
  const data = body === '' ? [] : [`--data-raw ${quoted(body)}`];
  return ['curl -i', `-X ${method}`, quoted(url), ...options, ...data].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Characters of a body that a report shows. */
const longest = 6000;

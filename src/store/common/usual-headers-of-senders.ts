/** HTTP headers as a sender usually sends them: names, and for each the value, or which id of the message it is. */
export interface UsualHeaders {
  names: string[];
  values: (string | typeof requestId | typeof correlationId)[];
}

/** The ids of an exchange, which its headers repeat. */
export interface MessageIds {
  request_id: string;
  correlation_id: string;
}

type Headers = Record<string, string>;

const requestId = 0;
const correlationId = 1;

/** Most sets of header names that a journal page remembers of its senders. */
const mostSets = 500;

/** Usual headers of earlier senders, by names, for new senders: partners with the same software send the same. */
export interface Customs {
  /** The usual headers nearest to given ones: those given as `last`, others with the same names, or new ones. */
  nearest(headers: Headers, ids: MessageIds, last: UsualHeaders | undefined): Nearest;
}

/** Usual headers, and the positions at which given headers differ from them. */
export interface Nearest {
  usual: UsualHeaders;
  differing: readonly number[];
}

/** Starts without any header that a sender is known to send usually. */
export function newCustoms(): Customs {
  const byNames = new Map<string, UsualHeaders>();
  return {
    nearest(headers, ids, last) {
      const names = Object.keys(headers);
      const differing = last && differences(last, names, headers, ids);
      if (last && differing) return { usual: last, differing };
      const key = names.join('\n');
      const other = byNames.get(key);
      const differingThere = other && differences(other, names, headers, ids);
      if (other && differingThere) return { usual: other, differing: differingThere };
      const usual = { names, values: names.map((name) => markOf(headers[name] ?? '', ids)) };
      if (byNames.size >= mostSets) byNames.clear();
      byNames.set(key, usual);
      return { usual, differing: none };
    },
  };
}

/** Restores the headers of a message from usual ones; `values` are those at the positions where they differ. */
export function headersFrom(
  { names, values }: UsualHeaders,
  given: Map<number, string>,
  ids: MessageIds,
): Headers {
  const headers: Headers = {};
  for (const [at, name] of names.entries()) headers[name] = given.get(at) ?? valueOf(values[at]!, ids);
  return headers;
}

const none: readonly number[] = [];

/** The positions at which headers differ from usual ones; `undefined` where the names differ, or most of the values. */
function differences(
  { names, values }: UsualHeaders,
  given: string[],
  headers: Headers,
  ids: MessageIds,
): readonly number[] | undefined {
  if (given.length !== names.length) return undefined;
  let found: number[] | undefined;
  for (let at = 0; at < given.length; at++) {
    if (given[at] !== names[at]) return undefined;
    if (headers[given[at]!] === valueOf(values[at]!, ids)) continue;
    found ??= [];
    found.push(at);
  }
  return found && 2 * found.length > given.length ? undefined : (found ?? none);
}

function markOf(value: string, { request_id, correlation_id }: MessageIds): UsualHeaders['values'][number] {
  if (value === request_id) return requestId;
  return value === correlation_id ? correlationId : value;
}

function valueOf(usual: UsualHeaders['values'][number], { request_id, correlation_id }: MessageIds): string {
  if (usual === requestId) return request_id;
  return usual === correlationId ? correlation_id : usual;
}

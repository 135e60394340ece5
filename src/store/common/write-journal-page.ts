import type { Exchange, Message } from '../../ocpi/messages/request-and-answer-types.ts';
import {
  type Content,
  type Index,
  type Kind,
  newTable,
  type StoredHeaders,
  type Table,
} from './journal-column-types.ts';
import { type Customs, newCustoms, type UsualHeaders } from './usual-headers-of-senders.ts';

/**
 * A page of exchanges that is being filled, as columns: each body once, and headers as differences from those that
 * their sender usually sends.
 */
export interface Sheet {
  count(): number;
  /** Approximate size of the page in characters. */
  length(): number;
  add(exchange: Exchange): void;
  written(): WrittenSheet;
}

/** The stored form of a page of exchanges, with the facts that a search needs first. */
export interface WrittenSheet {
  /** The columns of type `Index`, as JSON. */
  index: string;
  /** The columns of type `Content` as JSON in a line, and then the bodies. */
  content: Buffer;
  count: number;
  kinds: Kind[];
  /** Time at which the newest exchange began, in milliseconds since 1970. */
  newest: number;
}

/** Kinds of exchanges on earlier pages, and the usual headers of each kind. */
export interface Habits {
  kinds: Map<string, Habit>;
  customs: Customs;
}

interface Habit extends Kind {
  asked?: UsualHeaders;
  answered?: UsualHeaders;
}

/** Most kinds of exchanges whose usual headers are remembered between journal pages. */
const mostKinds = 2000;
/** Approximate number of characters that an exchange takes besides its URL and its new values. */
const rowLength = 150;

/** Makes habits without any kind of exchange. */
export function newHabits(): Habits {
  return { kinds: new Map(), customs: newCustoms() };
}

/** Makes an empty page of exchanges. */
export function newSheet(habits: Habits): Sheet {
  let length = 0;
  const longer = (text: string) => void (length += text.length);
  const kinds = newTable<Habit>(() => void (length += rowLength));
  const correlations = newTable(longer);
  const parents = newTable(longer);
  const words = newTable(longer);
  const bodies = newTable(longer);
  const usual = newTable<UsualHeaders>(({ names, values }) => longer(`${names.join()}${values.join()}`));
  const index: Omit<Index, 'kinds' | 'correlations'> = {
    ...{ id: [], time: [], begin: 0, kind: [], http: [], ocpi: [], request: [], correlation: [], found: {} },
  };
  const content: Omit<Content, 'parents' | 'usual' | 'words' | 'bodies'> = {
    ...{ url: [], ms: [], parent: [], asked: [], answered: [], sent: [], got: [], rest: {} },
  };
  let newest = Number.NEGATIVE_INFINITY;

  function add(exchange: Exchange): void {
    const { id, time, url, http_status, ocpi_status, duration_ms, request_id, correlation_id, parent_id } =
      exchange;
    const nth = index.id.length;
    const habit = habitOf(habits, exchange);
    index.id.push(id);
    addTime(time);
    index.kind.push(kinds.at(habit));
    index.http.push(http_status);
    index.ocpi.push(ocpi_status);
    index.request.push(request_id);
    index.correlation.push(correlations.at(correlation_id));
    content.url.push(url);
    content.ms.push(duration_ms);
    content.parent.push(parent_id === null ? -1 : parents.at(parent_id));
    const { request, response } = exchange;
    const asked = habits.customs.nearest(request.headers, exchange, habit.asked);
    const answered = habits.customs.nearest(response.headers, exchange, habit.answered);
    habit.asked = asked.usual;
    habit.answered = answered.usual;
    content.asked.push(storedHeaders({ usual, words }, request, asked));
    content.answered.push(storedHeaders({ usual, words }, response, answered));
    content.sent.push(request.body === null ? -1 : bodies.at(request.body));
    content.got.push(response.body === null ? -1 : bodies.at(response.body));
    length += url.length + rowLength;
    addRest(nth, exchange);
  }

  function addTime(time: string): void {
    const at = Date.parse(time);
    newest = Math.max(newest, at);
    if (index.id.length === 1) index.begin = Number.isNaN(at) ? 0 : at;
    index.time.push(isUsual(time, at) ? at - index.begin : time);
  }

  function addRest(nth: number, { findings, error, left_out }: Exchange): void {
    if (findings.length === 0 && error === null && left_out === undefined) return;
    if (findings.length > 0) index.found[nth] = findings.map(({ requirement = null }) => requirement);
    content.rest[nth] = {
      ...(findings.length > 0 && { findings }),
      ...(error !== null && { error }),
      ...(left_out !== undefined && { left_out }),
    };
    longer(JSON.stringify(content.rest[nth]));
  }

  function written(): WrittenSheet {
    const whole: Index = {
      ...index,
      correlations: correlations.all,
      kinds: kinds.all.map(({ direction, connection, module, method, from, to }) => [
        ...([direction, connection, module, method, from, to] as const),
      ]),
    };
    // UTF-8 cannot encode half a surrogate pair, which remains where a body was cut.
    const sound = bodies.all.map((body) => body.isWellFormed());
    const rest: Content = {
      ...content,
      parents: parents.all,
      words: words.all,
      usual: usual.all.map(({ names, values }) => [names, values]),
      bodies: bodies.all.map((body, at) => (sound[at] ? body.length : body)),
    };
    const texts = bodies.all.filter((_, at) => sound[at]);
    return {
      index: JSON.stringify(whole),
      content: Buffer.from(`${JSON.stringify(rest)}\n${texts.join('')}`),
      ...{ count: index.id.length, kinds: kinds.all, newest },
    };
  }

  return { count: () => index.id.length, length: () => length, add, written };
}

/** Tells whether a time is written as `toISOString` writes it, so that its milliseconds are enough. */
function isUsual(time: string, at: number): boolean {
  return time.length === 24 && time.endsWith('Z') && !Number.isNaN(at);
}

function habitOf({ kinds }: Habits, exchange: Exchange): Habit {
  const { direction, connection, module, method, from, to } = exchange;
  const key = `${connection} ${direction} ${module} ${method} ${from} ${to}`;
  const known = kinds.get(key);
  if (known) return known;
  if (kinds.size >= mostKinds) kinds.clear();
  const habit: Habit = { direction, connection, module, method, from, to };
  kinds.set(key, habit);
  return habit;
}

function storedHeaders(
  tables: { usual: Table<UsualHeaders>; words: Table<string> },
  { headers }: Message,
  { usual, differing }: { usual: UsualHeaders; differing: readonly number[] },
): StoredHeaders {
  const place = tables.usual.at(usual);
  if (differing.length === 0) return place;
  return [place, ...differing.flatMap((at) => [at, tables.words.at(headers[usual.names[at]!]!)])];
}

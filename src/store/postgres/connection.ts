import pg from 'pg';

/** A statement; with a name PostgreSQL parses it once per connection. */
export interface Statement {
  name?: string;
  text: string;
}

/** How every connection is made. */
export type ConnectionSettings = pg.ClientConfig;

/** Longest waits in milliseconds: for a connection, for an answer, and for its end. After that it is given up. */
const connectMs = 5_000;
const answerMs = 30_000;
const goodbyeMs = 2_000;

/** The settings for a URL. Rejects what is no URL of a PostgreSQL, without repeating it: it holds a password. */
export function settingsOf(url: string): ConnectionSettings {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new Error('The URL of the database must be like postgresql://user:password@host:5432/database');
  return {
    connectionString: url,
    fallback_application_name: 'ocpi-hub',
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Statements go out at once, each behind the other, instead of each after the answer to the one before.
    pipeline: true,
    types: { getTypeParser },
  };
}

/** A new connection. */
export async function connect(settings: ConnectionSettings): Promise<pg.Client> {
  const client = new pg.Client(settings);
  // A connection that breaks fails the statements under way, which say so; without a listener Node would end.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Waits for the end of connections, but not long: behind a broken line nobody says goodbye. */
export async function ended(end: Promise<unknown>): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  await Promise.race([end, new Promise((resolve) => (late = setTimeout(resolve, goodbyeMs)))]);
  clearTimeout(late);
}

/** What went wrong, in words: an error of the connection, or of a server in trouble, is told apart from a wrong statement and a bug. */
export function explained(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const ours = error.constructor !== Error && !('code' in error);
  const refused = error instanceof pg.DatabaseError && !/^(08|53|57)/.test(error.code ?? '');
  if (ours || refused) return error;
  return new Error(`The database cannot be used at present: ${reason(error)}`, { cause: error });
}

/** Node gives a host with several addresses an error without words. */
function reason(error: Error): string {
  const errors = error instanceof AggregateError ? (error.errors as Error[]) : [error];
  return errors.map(({ message }) => message).join('; ');
}

const int8 = 20;

/** Numbers of the store are whole and below 2^53, so `bigint` is read as a number. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === int8
    ? Number
    : (pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown);
}

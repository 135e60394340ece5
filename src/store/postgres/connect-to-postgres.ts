import pg from 'pg';

/** An SQL statement; PostgreSQL parses one with a name once per connection. */
export interface Statement {
  name?: string;
  text: string;
}

/** Settings for every connection to PostgreSQL. */
export type ConnectionSettings = pg.ClientConfig;

/**
 * The longest waits in milliseconds: for a connection to PostgreSQL, for an answer, and for the end of a connection,
 * which is then abandoned.
 */
const connectMs = 5_000;
const answerMs = 30_000;
const goodbyeMs = 2_000;

/**
 * The connection settings in the URL of a PostgreSQL. Rejects any other URL without repeating it, since it contains a
 * password.
 */
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
    // Pipelining: statements are sent at once, without waiting for earlier answers.
    pipeline: true,
    types: { getTypeParser },
  };
}

/** Opens a new connection to PostgreSQL. */
export async function connect(settings: ConnectionSettings): Promise<pg.Client> {
  const client = new pg.Client(settings);
  // A broken connection fails the statements under way, which report it; without this listener Node would end.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Waits a limited time for connections to PostgreSQL to end: a broken one never confirms its end. */
export async function ended(end: Promise<unknown>): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  await Promise.race([end, new Promise((resolve) => (late = setTimeout(resolve, goodbyeMs)))]);
  clearTimeout(late);
}

/**
 * Turns an error into one with an explanation for the operator: errors of the connection or of a server in trouble
 * differ from a wrong statement and from a bug.
 */
export function explained(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const ours = error.constructor !== Error && !('code' in error);
  const refused = error instanceof pg.DatabaseError && !/^(08|53|57)/.test(error.code ?? '');
  if (ours || refused) return error;
  return new Error(`The database cannot be used at present: ${reason(error)}`, { cause: error });
}

/** The message of an error; Node's error for a host with several addresses has none of its own. */
function reason(error: Error): string {
  const errors = error instanceof AggregateError ? (error.errors as Error[]) : [error];
  return errors.map(({ message }) => message).join('; ');
}

const int8 = 20;

/** Parses `bigint` of PostgreSQL as a number: numbers of the store are whole and below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === int8
    ? Number
    : (pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown);
}

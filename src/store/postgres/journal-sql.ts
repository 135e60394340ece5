import type { Statement } from './connect-to-postgres.ts';

/** A bound of the journal that is never reached. */
export const endless = Number.MAX_SAFE_INTEGER;

/**
 * SQL statement: writes a page of exchanges, and a row for each of them. What processes of the release before read comes as lines of one
 * text: as an array, whose elements have each quote escaped, an exchange takes PostgreSQL and this process 3 µs more each.
 */
export const insert: Statement = {
  name: 'append exchanges',
  text: `
    WITH sheet AS (INSERT INTO hub.journal_pages (index, content, bytes) VALUES ($15::text, $16::bytea, $18::integer) RETURNING page)
    INSERT INTO hub.journal (id, time, direction, connection, module, http_status, ocpi_status, request_id,
                             correlation_id, appended, sender, receiver, found, exchange, nth, bytes, page)
    SELECT rows.*, $14::integer, (SELECT page FROM sheet)
    FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::integer[], $8::text[],
                $9::text[], $10::bigint[], $11::text[], $12::text[], $13::text[], string_to_array($17::text, chr(10))::json[]) WITH ORDINALITY AS rows`,
};

/** SQL condition: whether a row is a stranger's exchange, as in `isStrangers`. */
const strangers = `(direction = 'IN' AND connection IS NULL) IS TRUE`;
const partners = `(direction = 'IN' AND connection IS NULL) IS NOT TRUE`;

/** SQL condition: the rows to keep, the newest $1 exchanges with partners and the newest $2 with strangers. */
const kept = `(${partners} AND number >= ${oldestOf(partners, '$1')} OR ${strangers} AND number >= ${oldestOf(strangers, '$2')})`;

/** SQL expression: the number of the oldest of some rows to keep; 0 when all are kept. */
function oldestOf(some: string, size: string): string {
  const found = `(SELECT number FROM hub.journal WHERE ${some} ORDER BY number DESC OFFSET ${size}::bigint - 1 LIMIT 1)`;
  return `(CASE WHEN ${size}::bigint >= ${endless} THEN 0 ELSE coalesce(${found}, 0) END)`;
}

/**
 * SQL statement: the numbers before which exchanges with partners and with strangers go. Those before the first that began
 * between $3 and $5 are too old (one from further ahead has a wrong clock), and those before so many bytes ($4) of newer ones.
 * It adds up pages: to add up the exchanges took 0.8 s of CPU time for each 300,000 of them, every 25 MB.
 */
export const bounds: Statement = {
  name: 'bounds of the journal',
  text: `
    WITH cut AS (
      SELECT page, above - bytes AS newer
      FROM (SELECT page, bytes, sum(bytes) OVER (ORDER BY page DESC) AS above FROM hub.journal_pages) AS pages
      WHERE above > $4::bigint ORDER BY page DESC LIMIT 1
    ), past AS MATERIALIZED (
      SELECT greatest(
        coalesce((SELECT number FROM hub.journal WHERE time BETWEEN $3 AND $5 ORDER BY number LIMIT 1),
                 (SELECT max(number) + 1 FROM hub.journal), 0),
        (SELECT max(number) FROM (
           SELECT number, newer + sum(journal.bytes) OVER (ORDER BY number DESC) AS above
           FROM hub.journal JOIN cut USING (page) WHERE ${partners}) AS rows
         WHERE above > $4::bigint)
      ) AS number
    )
    SELECT greatest(number, ${oldestOf(partners, '$1')}) AS partners,
           greatest(number, ${oldestOf(strangers, '$2')}) AS strangers
    FROM past`,
};

/**
 * SQL statements: delete the exchanges before a number, of partners and of strangers. They have no name, so that PostgreSQL plans them for
 * that number and reads no others.
 */
export const trimPartners: Statement = { text: `DELETE FROM hub.journal WHERE number < $1 AND ${partners}` };
export const trimStrangers: Statement = {
  text: `DELETE FROM hub.journal WHERE number < $1 AND ${strangers}`,
};

/** SQL statement: deletes the pages of which no row is left. */
export const trimPages: Statement = {
  name: 'trim pages of the journal',
  text: `
    DELETE FROM hub.journal_pages WHERE NOT EXISTS (
      SELECT FROM hub.journal WHERE journal.page = journal_pages.page)`,
};

/** SQL statement: reads pages by their numbers. */
export const pagesOf: Statement = {
  name: 'pages of the journal',
  text: 'SELECT page, index, content FROM hub.journal_pages WHERE page = ANY($1::bigint[])',
};

/** SQL statement: reads the exchange with an id. */
export const byId: Statement = {
  name: 'get exchange',
  text: `
    SELECT appended, number, page, nth, exchange FROM hub.journal WHERE id = $3 AND time >= $4 AND ${kept}
    ORDER BY number DESC LIMIT 1`,
};

/** SQL statement: reads the time at which the oldest exchange with a partner began. */
export const first: Statement = {
  name: 'first exchange',
  text: `
    SELECT time FROM hub.journal WHERE ${partners} AND time >= $3 AND ${kept}
    ORDER BY number LIMIT 1`,
};

/**
 * Number of newest rows that are sorted by time again, since each process writes its exchanges a little later, in its
 * own time.
 */
export const overlap = 500;

/** SQL statement: reads the newest exchanges that pass some filters. */
export const matching: Statement = {
  name: 'find exchanges',
  text: `
    SELECT appended, number, page, nth, exchange FROM (
      SELECT appended, number, page, nth, exchange FROM hub.journal
      WHERE ${kept}
        AND ($4::text IS NULL OR request_id = $4)
        AND ($5::text IS NULL OR correlation_id = $5)
        AND ($6::text IS NULL OR connection = $6)
        AND ($7::text IS NULL OR module = $7)
        AND ($8::text IS NULL OR direction = $8)
        AND ($9::integer IS NULL OR http_status = $9 OR ocpi_status = $9)
        AND time >= $10::bigint
        AND ($11::text IS NULL OR sender = $11 OR receiver = $11 OR sender = '?')
        AND ($12::text IS NULL OR strpos(found, $12) > 0 OR sender = '?')
        AND number <= $14::bigint + ${overlap} AND (appended, number) < ($13::bigint, $14::bigint)
      ORDER BY number DESC LIMIT $3 + ${overlap}) AS newest
    ORDER BY appended DESC, number DESC LIMIT $3`,
};

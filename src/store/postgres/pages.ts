import type { ListQuery, Visible } from '../../hub/ports.ts';
import type { Statement } from './connection.ts';
import { columns } from './record.ts';
import { type Seen, valuesOf } from './seen.ts';

/** A statement with its values. */
export interface Asked {
  statement: Statement;
  values: unknown[];
}

/** Which part of a list: what was created after a number, without the first `skip`, at most so many. */
export interface Range {
  after: number;
  skip: number;
  limit: number;
}

/** The objects with these creation numbers. */
export const fetch: Statement = {
  name: 'fetch',
  text: `
    SELECT ${columns} FROM hub.objects AS o
    WHERE module = $1 AND created = ANY ($2::bigint[])
    ORDER BY created`,
};

/**
 * Creation numbers of a page of a list without dates. Each of the three has an index whose order is the list's, so that
 * it reads no more than what it skips and what it gives; of two ways for owners the one that reads less.
 */
export function unfiltered(module: string, seen: Seen, range: Range, most: boolean): Asked {
  const { after, skip, limit } = range;
  if (seen.pairs.length > 0) {
    const [, owners, recipients] = valuesOf(seen);
    return { statement: ofRecipients, values: [module, owners, recipients, after, skip, limit] };
  }
  const statement = seen.owners.length > 1 && most ? ofMost : ofEach;
  return { statement, values: [module, seen.owners, after, skip, limit] };
}

/** A few owners: the next objects of each, merged. */
const ofEach: Statement = {
  name: 'list of each',
  text: `
    SELECT created
    FROM unnest($2::text[]) AS of (owner)
    CROSS JOIN LATERAL (
      SELECT created FROM hub.objects AS o
      WHERE module = $1 AND o.owner = of.owner AND created > $3 AND NOT gone
      ORDER BY created LIMIT $4::bigint + $5::bigint
    ) AS next
    ORDER BY created OFFSET $4 LIMIT $5`,
};

/**
 * So many owners that most objects are theirs: all objects of the module, without those of others. It has no name,
 * since only for values it knows PostgreSQL hashes the owners; the `|| ''` keeps it from going through them one by one.
 */
const ofMost: Statement = {
  text: `
    SELECT created FROM hub.objects AS o
    WHERE module = $1 AND created > $3 AND NOT gone AND owner || '' = ANY ($2::text[])
    ORDER BY created OFFSET $4 LIMIT $5`,
};

/** For recipients: the next objects of each from the owners that go with it, merged. */
const ofRecipients: Statement = {
  name: 'list of recipients',
  text: `
    SELECT created
    FROM (
      SELECT recipient, array_agg(owner) AS owners
      FROM unnest($2::text[], $3::text[]) AS pair (owner, recipient) GROUP BY recipient
    ) AS of
    CROSS JOIN LATERAL (
      SELECT created FROM hub.objects AS o
      WHERE module = $1 AND o.recipient = of.recipient AND o.owner = ANY (of.owners) AND created > $4 AND NOT gone
      ORDER BY created LIMIT $5::bigint + $6::bigint
    ) AS next
    ORDER BY created OFFSET $5 LIMIT $6`,
};

/**
 * The number of all matches of a list with dates, and the creation numbers of a page of them. Without a name:
 * PostgreSQL chooses the way by how far the dates reach and how much the owners have.
 */
export function filtered(
  { module, visible, from, to, except = [], offset, limit }: ListQuery,
  seen: Seen,
): Asked {
  const values: unknown[] = [];
  const value = (one: unknown) => `$${values.push(one)}`;
  const matches = [
    `module = ${value(module)}`,
    whose(seen, value),
    // Only in lists with `date_from` there is what is gone (LOC-09, LOC-10).
    from === undefined ? 'NOT gone' : since(from, visible, value),
    to === undefined ? 'created IS NOT NULL' : `last_updated < ${value(to)}`,
    ...(except.length > 0 ? [`created <> ALL (${value(except)}::bigint[])`] : []),
  ];
  const text = `
    WITH matches AS MATERIALIZED (SELECT created FROM hub.objects AS o WHERE ${matches.join(' AND ')})
    SELECT (SELECT count(*) FROM matches) AS total,
           ARRAY(SELECT created FROM matches ORDER BY created OFFSET ${value(offset)} LIMIT ${value(limit)}) AS page`;
  return { statement: { text }, values };
}

/** As young as is asked for, or late into sight (HUB-41). */
function since(from: number, visible: Visible[], value: (one: unknown) => string): string {
  const late = visible.filter((one) => one.late !== undefined);
  const young = `last_updated >= ${value(from)}`;
  if (late.length === 0) return young;
  const columns = [
    `${value(late.map(({ owner }) => owner))}::text[]`,
    `${value(late.map(({ recipient }) => recipient ?? null))}::text[]`,
    `${value(late.map((one) => one.late))}::bigint[]`,
  ];
  return `(${young} OR EXISTS (
    SELECT FROM unnest(${columns.join(', ')}) AS late (owner, recipient, number)
    WHERE late.owner = o.owner AND coalesce(late.recipient, o.recipient, '') = coalesce(o.recipient, '') AND o.created <= late.number))`;
}

function whose(seen: Seen, value: (one: unknown) => string): string {
  const [owners, from, to] = valuesOf(seen);
  const ofOwners = () => `owner = ANY (${value(owners)}::text[])`;
  const ofPairs = () => {
    const pairs = `SELECT * FROM unnest(${value(from)}::text[], ${value(to)}::text[])`;
    return `recipient = ANY (${value([...new Set(to)])}::text[]) AND (owner, recipient) IN (${pairs})`;
  };
  if (seen.pairs.length === 0) return ofOwners();
  return seen.owners.length === 0 ? ofPairs() : `(${ofOwners()} OR ${ofPairs()})`;
}

import type { Agreement, Connection } from '../../hub/ports/connection-registry.ts';
import { deepFreeze } from '../common/frozen-copies.ts';
import type { AgreementIndex } from '../common/in-memory-agreements.ts';
import type { Statement } from './connect-to-postgres.ts';
import type { Ask } from './connection-pool.ts';

/** The connections in the memory of a process, as of a revision of the registry. */
export interface Copy {
  connections: Connection[];
  revision: number;
}

/** The copy of a process that has read nothing yet. */
export const nothing: Copy = { connections: deepFreeze([]), revision: -1 };

/** An agreement with its place in the order of creation. */
export interface Placed {
  place: number;
  agreement: Agreement;
}

/** A row of a registry table: a connection or an agreement as JSON, with its place in the order of creation. */
interface Row {
  place: number;
  text: string;
}

/** Reads changes of the registry since a copy: returns the present connections, and puts agreements into the index. */
export async function newest(ask: Ask, copy: Copy, index: AgreementIndex): Promise<Copy> {
  const rows = await ask<{ revision: number; connections: number; list?: string } & Partial<Row>>(readSince, [
    copy.revision,
  ]);
  const { revision, connections: length } = rows[0]!;
  if (revision === copy.revision) return copy;
  if (revision < copy.revision) {
    // A backup has been restored, so all that this process knew is discarded.
    index.clear();
    return newest(ask, nothing, index);
  }
  const connections = copy.connections.slice(0, length);
  for (const { list, place, text } of rows) {
    if (list === 'connections') connections[place!] = deepFreeze(JSON.parse(text!) as Connection);
    if (list === 'agreements') index.put(JSON.parse(text!) as Agreement, place!);
  }
  return { connections: deepFreeze(connections), revision };
}

/** Writes the connections that differ from the present ones; the new copy shares nothing with the given list. */
export async function writeConnections(
  ask: Ask,
  current: Copy,
  wanted: Connection[],
  by: string,
): Promise<Copy> {
  const connections = wanted.map((entry, place) => {
    const before = current.connections[place];
    if (entry === before) return before;
    const text = JSON.stringify(entry);
    return before && text === JSON.stringify(before) ? before : deepFreeze(JSON.parse(text) as Connection);
  });
  const rows = connections.flatMap((entry, place) =>
    entry === current.connections[place] ? [] : [{ place, text: JSON.stringify(entry) }],
  );
  const revision = current.revision + 1;
  const { length } = wanted;
  await Promise.all([
    ask(put, [...columns(rows), revision]),
    ask(cut, [length]),
    ...advanced(ask, revision, length, by),
  ]);
  return { connections: deepFreeze(connections), revision };
}

/** Writes agreements at their places in the order of creation. */
export async function writeAgreements(ask: Ask, current: Copy, wanted: Placed[], by: string): Promise<Copy> {
  const rows = wanted.map(({ place, agreement }) => ({ place, text: JSON.stringify(agreement) }));
  const revision = current.revision + 1;
  await Promise.all([
    ask(putAgreements, [...columns(rows), revision]),
    ...advanced(ask, revision, current.connections.length, by),
  ]);
  return { ...current, revision };
}

function columns(rows: Row[]): unknown[] {
  return [rows.map(({ place }) => place), rows.map(({ text }) => text)];
}

/** Raises the revision of the registry, and notifies the other processes of it at commit. */
function advanced(ask: Ask, revision: number, connections: number, by: string): Promise<unknown>[] {
  return [ask(advance, [revision, connections]), ask(tell, [revision, by])];
}

/** SQL statement: locks the row that every change of the registry locks. */
export const lock: Statement = { name: 'lock registry', text: 'SELECT FROM hub.registry_state FOR UPDATE' };

/**
 * SQL statement: reads revision, number of connections and changed entries in one statement, hence on one snapshot;
 * agreements in their order.
 */
const readSince: Statement = {
  name: 'read registry',
  text: `
    SELECT r.revision, r.connections, e.list, e.place, e.entry::text AS text
    FROM hub.registry_state AS r LEFT JOIN (
      SELECT list, place, entry, revision FROM hub.registry
      UNION ALL
      SELECT 'agreements', place, entry, revision FROM hub.agreements
    ) AS e ON e.revision > $1
    ORDER BY e.place`,
};

const put: Statement = {
  name: 'put connections',
  text: `
    INSERT INTO hub.registry (list, place, entry, revision)
    SELECT 'connections', place, entry, $3 FROM unnest($1::integer[], $2::json[]) AS given (place, entry)
    ON CONFLICT (list, place) DO UPDATE SET entry = excluded.entry, revision = excluded.revision`,
};

const putAgreements: Statement = {
  name: 'put agreements',
  text: `
    INSERT INTO hub.agreements (place, entry, revision)
    SELECT place, entry, $3 FROM unnest($1::integer[], $2::json[]) AS given (place, entry)
    ON CONFLICT (place) DO UPDATE SET entry = excluded.entry, revision = excluded.revision`,
};

const cut: Statement = {
  name: 'cut connections',
  text: `DELETE FROM hub.registry WHERE list = 'connections' AND place >= $1`,
};

const advance: Statement = {
  name: 'advance registry',
  text: 'UPDATE hub.registry_state SET revision = $1, connections = $2',
};

const tell: Statement = {
  name: 'tell registry',
  text: `SELECT pg_notify('hub_registry', $1::bigint || ' ' || $2::text)`,
};

import { failure } from '../../ocpi/messages/error-with-request-facts.ts';
import { OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { type FiledFrom, listedName } from '../objects/owner-of-listed-object.ts';
import type { ToHeaders } from './detect-to-header-support.ts';
import { openList, type Wanted } from './open-partner-lists.ts';
import type { SecondLook } from './retire-missing-objects.ts';

/** Number of objects of a page whose owners and ids are looked up in parallel. */
const width = 128;

/**
 * Reads a partner's lists a second time, without dates: an object that the first reading missed, because it changed and
 * so left the window, or because others were deleted and the pages moved up, is on this one. A list for all parties is
 * read once.
 */
export function secondLooks(hub: Hub, wanted: Omit<Wanted, 'window'>, toHeaders: ToHeaders): SecondLook {
  const { connection } = wanted;
  let all: ReturnType<typeof look> | undefined;
  return async (owner) => {
    const names = await (toHeaders === 'heeds'
      ? look(hub, wanted, owner, owner)
      : (all ??= look(hub, wanted, connection.parties[0] ?? connection.party, 'all')));
    return 'error' in names ? names : { shows: (id) => names.has(nameOf(owner, id)) };
  };
}

async function look(
  hub: Hub,
  wanted: Omit<Wanted, 'window'>,
  party: Party,
  asked: FiledFrom['asked'],
): Promise<ReadonlySet<string> | { error: string }> {
  const from = { connection: wanted.connection, module: wanted.module, asked };
  const list = await openList(hub, wanted, party);
  const seen = new Set<string>();
  let page = list.first;
  for (; !page.done; page = await list.next()) {
    const objects = page.value.reply.data as unknown[];
    for (let at = 0; at < objects.length; at += width) {
      const names = objects.slice(at, at + width).map((object) => nameIn(hub, from, object));
      for (const name of await Promise.all(names)) seen.add(name ?? '');
    }
  }
  const { error, short } = page.value;
  if (error) return { error };
  return short > 0 ? { error: `it counts ${short} objects more than it holds` } : seen;
}

/** Owner and id in the store of an object on a list; `undefined` where it belongs to another platform. */
async function nameIn(hub: Hub, from: FiledFrom, object: unknown): Promise<string | undefined> {
  try {
    const { owner, key: id } = await listedName(hub, from, object);
    return nameOf(owner, id);
  } catch (caught) {
    if (failure(caught).cause instanceof OcpiError) return undefined;
    throw caught;
  }
}

function nameOf(owner: Party, id: string): string {
  return `${owner} ${id}`;
}

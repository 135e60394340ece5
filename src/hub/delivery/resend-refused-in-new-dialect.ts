import { isAboutContent } from '../../ocpi/client/answer-acceptance.ts';
import { foreignIn, hasAdditions, keyOf } from '../../ocpi/client/object-in-partner-dialect.ts';
import type { Reply } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionById } from '../market/connection-index.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import type { Connection } from '../ports/connection-registry.ts';
import type { ObjectKey } from '../ports/object-store.ts';
import type { Push } from '../push-types.ts';
import { kindOf } from './kind-of-push-body.ts';

/** An object that a partner has refused, and the dialect in which it was sent. */
interface Refused extends ObjectKey {
  connection: string;
  party: Party;
  dialect: string;
}

/** Time for which the hub remembers that a partner refused an object, in milliseconds: 30 days. */
const memory = 30 * 24 * 3600 * 1000;

/** Remembers objects that partners refused in one dialect, and sends them again when the dialect changes (EXT-20). */
export interface Refusals {
  /** Notes that a partner refused an object which another dialect would express differently. */
  note(connection: Connection, party: Party, push: Push, reply: Reply): void;
}

/**
 * Watches for changes of the dialects of all connections; the process that delivers to a connection sends its refused
 * objects again.
 */
export function resendRefused(hub: () => Hub): Refusals & { start(): Promise<void> } {
  const known = new Map<string, string>();
  const due = async () => {
    const { store, deliver } = hub();
    for (const { key, value } of await store.notes.all<Refused>('refused')) {
      const connection = connectionById(store.registry.read(), value.connection);
      if (connection?.status !== 'REGISTERED' || !store.processes.isMine(connection.id)) continue;
      if (value.dialect === keyOf(dialectOf(connection))) continue;
      if (!(await store.notes.take('refused', key))) continue;
      const object = await store.objects.get(value);
      if (object) void deliver.again({ ...wholePush(object), only: value.party });
    }
  };
  const seeTo = async () => {
    await due().catch((error: unknown) => hub().log.error(error, 'what was refused could not be sent again'));
  };
  const look = () => {
    let changed = false;
    for (const connection of hub().store.registry.read().connections) {
      const dialect = keyOf(dialectOf(connection));
      changed ||= known.get(connection.id) !== dialect;
      known.set(connection.id, dialect);
    }
    return changed;
  };
  const keep = async (connection: Connection, party: Party, { object }: Push) => {
    const { store, now } = hub();
    const { module, owner, id } = object;
    const dialect = keyOf(dialectOf(connection));
    const value: Refused = { connection: connection.id, party, dialect, module, owner, id };
    await store.notes.put(
      'refused',
      `${connection.id} ${party} ${module} ${owner} ${id}`,
      value,
      now() + memory,
    );
    // Another exchange with the partner may have changed its dialect meanwhile.
    const current = connectionById(store.registry.read(), connection.id);
    if (current && keyOf(dialectOf(current)) !== dialect) await seeTo();
  };
  return {
    note(connection, party, push, reply) {
      if (reply.success || !isAboutContent(reply) || !couldBeSaidOtherwise(connection, push)) return;
      keep(connection, party, push).catch((error: unknown) =>
        hub().log.error(error, 'a refusal could not be noted'),
      );
    },
    async start() {
      const { registry, processes } = hub().store;
      look();
      registry.onChange(async () => {
        if (look()) void seeTo();
      });
      processes.onMoved(seeTo);
      await seeTo();
    },
  };
}

function couldBeSaidOtherwise(connection: Connection, { object, path, method, body }: Push): boolean {
  if (!body) return false;
  const written = {
    object: kindOf({ object, path }),
    owner: object.owner,
    patch: method === 'PATCH',
  };
  const value: unknown = JSON.parse(body.toString());
  const dialect = dialectOf(connection);
  return foreignIn(dialect, value, written).length > 0 || hasAdditions(written, value, dialect);
}

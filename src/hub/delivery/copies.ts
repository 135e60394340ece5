import { wordIn } from '../../ocpi/client/dialect.ts';
import { fateOf, isWide } from '../../ocpi/client/fate.ts';
import { restyled } from '../../ocpi/client/restyle.ts';
import type { ObjectModuleId } from '../../ocpi/editions/edition.ts';
import { objectRow } from '../../ocpi/editions/modules.ts';
import { below, endpointOf, withQuery } from '../../ocpi/editions/versions.ts';
import type { Reply, Send } from '../../ocpi/messages/exchange.ts';
import { leadsElsewhere } from '../../ocpi/words/elsewhere.ts';
import { type Party, partyId } from '../../ocpi/words/party.ts';
import { plainStyle } from '../../ocpi/words/style.ts';
import type { Delivery, Push } from '../changes.ts';
import { type Receiver, receiversOf } from '../market/audience.ts';
import { connectionById } from '../market/directory.ts';
import { isKeptFrom } from '../market/kept-back.ts';
import { dialectOf } from '../market/profile.ts';
import type { Connection } from '../ports/registry.ts';
import type { Store } from '../ports/store.ts';
import { toPartner } from '../requests.ts';
import { isSame, remedyFor } from './remedy.ts';
import { nameOf, toldInDialect, wholeOf } from './told.ts';

/** What delivery works with. Times in milliseconds. */
export interface DeliverOptions {
  store: Store;
  send: Send;
  now(): number;
  party: Party;
  timeout: number;
  /** Is told of what a partner has answered to a push. */
  answered?(connection: Connection, party: Party, push: Push, reply: Reply): void;
}

/** Sends one change to the parties of one connection that may have it now; never rejects. */
export async function pass(options: DeliverOptions, connectionId: string, push: Push): Promise<Delivery> {
  const connection = connectionById(options.store.registry.read(), connectionId);
  if (connection?.status === 'SUSPENDED') return { down: true, error: 'the connection is suspended' };
  const deliveries: Delivery[] = [];
  for (const receiver of connection ? receiversAt(options, connection, push) : []) {
    deliveries.push(
      await passTo(options, receiver, push).catch((error: unknown) => ({
        error: `internal error: ${(error as Error).message}`,
      })),
    );
  }
  const errors = deliveries.flatMap(({ error }) => error ?? []);
  const down = deliveries.some((delivery) => delivery.down);
  return {
    reply: deliveries.at(-1)?.reply,
    down,
    wide: deliveries.some(({ wide }) => wide),
    refused: !down && deliveries.some(({ refused }) => refused),
    ...(errors.length > 0 ? { error: errors.join('; ') } : {}),
  };
}

async function passTo(options: DeliverOptions, receiver: Receiver, given: Push): Promise<Delivery> {
  const push = withdrawn(options, receiver, given);
  const mayConflict = receiver.connection.options.push_as === 'hub';
  const conflict = wrongId(push) ?? (mayConflict ? await idConflict(options, receiver, push) : undefined);
  if (conflict) return { error: `${where(receiver, push)}: ${conflict}` };
  const told = await toldInDialect(options.store, dialectOf(receiver.connection), push);
  if (!told) return {};
  const { reply, has, whole } = await copy(options, receiver, told);
  options.answered?.(receiver.connection, receiver.party, told, reply);
  const gone = push.method === 'DELETE' && reply.http === 404;
  const failed = reply.success || gone || has ? {} : { error: `${where(receiver, push)}: ${reply.message}` };
  const fate = gone ? 'taken' : fateOf(reply);
  if (fate !== 'moment')
    return { reply, ...failed, ...(fate === 'refused' && whole ? { refused: true } : {}) };
  return {
    reply,
    ...failed,
    // Who named the receiver has its answer, and sends again itself.
    down: !push.direct,
    wide: isWide(reply),
  };
}

/** An object that was stored before its id was looked at (TRANS-72): it is in nobody's way. */
function wrongId({ id, path }: Push): string | undefined {
  const wrong = [id, ...path].find((part) => leadsElsewhere(part));
  return wrong === undefined ? undefined : `not sent: the id "${wrong}" would lead to another object`;
}

/** A Token that is kept from an operator which has it already goes out as no longer valid: 2.1.1 knows no other way to take it back (ROUTE-57). */
function withdrawn({ store, now }: DeliverOptions, { party }: Receiver, push: Push): Push {
  const { module, lookups, bytes } = push.object;
  const { holds } = objectRow(module);
  if (!holds || !lookups || !bytes) return push;
  if (!isKeptFrom(store.registry.read(), party, { lookups }, now())) return push;
  const token = { ...(JSON.parse(bytes.toString()) as object), [holds.inForce]: false };
  return { ...push, method: 'PUT', path: [], body: Buffer.from(JSON.stringify(token)) };
}

function where({ party }: Receiver, { object, id }: Push): string {
  return `${object.module} ${id} for ${party}`;
}

/** Who gets a copy of a change now: receivers that take pushes and have the endpoint (HUB-26). */
export function receivers(
  options: DeliverOptions,
  { object, only }: Pick<Push, 'object' | 'only'>,
): Receiver[] {
  const all = receiversOf(options.store.registry.read(), object, options.now(), only);
  return all.filter(
    ({ connection }) => connection.options.push && endpointOf(connection.endpoints, object.module),
  );
}

/** Those of one connection. Only its own parties are looked at: of all receivers each would do so for each other (a tenth of the work of 1 → 100). */
function receiversAt(
  options: DeliverOptions,
  { id, parties }: Connection,
  { object, only }: Push,
): Receiver[] {
  return parties
    .filter((party) => only === undefined || party === only)
    .flatMap((party) => receivers(options, { object, only: party }))
    .filter(({ connection }) => connection.id === id);
}

/** The last reply of a receiver; `has` where it refused a change that it turns out to have. */
interface Copied {
  reply: Reply;
  has?: boolean;
  /** The reply is to the object as a whole. */
  whole?: boolean;
}

/** A push, and what its answer asks for: the object as a whole, at once or where the partner shows it differently (TRANS-76). */
async function copy(options: DeliverOptions, receiver: Receiver, push: Push): Promise<Copied> {
  const reply = await request(options, receiver, push);
  const remedy = remedyFor(push, reply);
  const whole = remedy === 'none' ? undefined : await wholeOf(options.store, push);
  if (!whole) return { reply, whole: push.path.length === 0 && ['PUT', 'POST'].includes(push.method) };
  if (remedy === 'look') {
    const style = { ...plainStyle, ...dialectOf(receiver.connection) };
    const { body } = restyled({ ...whole, object: nameOf(whole), owner: whole.object.owner }, style);
    const shown = await request(options, receiver, { ...whole, method: 'GET', body: undefined });
    if (fateOf(shown) === 'moment') return { reply: push.direct ? reply : shown };
    if (shown.success && body && isSame(objectRow(push.object.module).object, shown.data, body))
      return { reply, has: true };
  }
  return { reply: await request(options, receiver, whole), whole: true };
}

/** A broadcast comes from the hub, what is for one party alone from its owner (catalogue 5.2; ROUTE-03). */
function isAddressed({ direct, object }: Pick<Push, 'direct' | 'object'>): boolean {
  return direct === true || objectRow(object.module).audience === 'driver';
}

/** A request of delivery: a push, or a look at the object it is about. */
type Request = Omit<Push, 'method'> & { method: Push['method'] | 'GET' };

function request(options: DeliverOptions, { party, connection }: Receiver, push: Request): Promise<Reply> {
  return options.send(
    toPartner(connection, push, {
      method: push.method,
      url: urlFor(options.party, connection, push),
      body: push.body,
      object: nameOf(push),
      owner: push.object.owner,
      module: push.object.module,
      to: party,
      from: isAddressed(push) ? push.object.owner : options.party,
      timeout: options.timeout,
    }),
  );
}

/** The partner's URL of an object, with the owner's ids in it, or the hub's where the connection asks for that (HUB-22, HUB-23). */
function urlFor(hub: Party, connection: Connection, push: Request): string {
  const endpoint = endpointOf(connection.endpoints, push.object.module) ?? '';
  if (push.method === 'POST') return endpoint;
  const { country_code, party_id } = partyId(connection.options.push_as === 'hub' ? hub : push.object.owner);
  const url = below(endpoint, country_code, party_id, push.id, ...push.path);
  const isKeyed = objectRow(push.object.module).key.includes('type');
  const isNamed = (push.method === 'PATCH' || push.method === 'GET') && isKeyed;
  const type = isNamed ? push.object.id.split('|')[0] : '';
  const word = wordIn(type || 'RFID', 'TokenType', dialectOf(connection));
  return word === 'RFID' ? url : withQuery(url, { type: word });
}

/** With the hub's ids in URLs two owners' objects of one id would overwrite each other: the one created later is kept back (HUB-24). */
export async function idConflict(
  options: Pick<DeliverOptions, 'store' | 'now'>,
  { party, connection }: Receiver,
  push: Push,
): Promise<string | undefined> {
  if (connection.options.push_as !== 'hub' || push.method === 'POST') return undefined;
  const state = options.store.registry.read();
  const same = await options.store.objects.find(push.object.module as ObjectModuleId, 'id', push.id);
  const theirs = same.filter((object) =>
    receiversOf(state, object, options.now()).some((receiver) => receiver.party === party),
  );
  const first = theirs.sort((a, b) => a.created - b.created)[0];
  if (!first || first.owner === push.object.owner) return undefined;
  return `not sent: ${first.owner} has ${objectRow(push.object.module).object} ${push.id} too, and this connection gets pushes with the hub's ids in the URL`;
}

import type { ObjectModuleId } from '../../../src/ocpi/editions/basic-ocpi-types.ts';
import { partyId } from '../../../src/ocpi/words/party-id.ts';
import { type Json, kinds, type Versions } from './sample-objects.ts';
import type { Answered, Partner, Said } from './simulated-partner.ts';
import { wires } from './wire-by-version.ts';

/** An object that a partner owns, in its present state and as far as the hub has confirmed it. */
export interface Owned {
  module: ObjectModuleId;
  id: string;
  body: Json;
  version: number;
  /** The newest version of the object that the hub has confirmed. */
  confirmed: number;
  /**
   * Two times of the world's clock: of the object's first confirmation, and of the sending of the last confirmed
   * request.
   */
  confirmedSince: number;
  toldAt: number;
  /** How the object's newest change is sent, if the hub has confirmed all before. */
  way: Way;
  updated: number;
  /** Whether the object is withdrawn; `confirmed` tells whether the hub knows. */
  deleted: boolean;
  /** When the object was withdrawn last, by the world's clock; 0 when it never was. */
  withdrawn: number;
  /** Whether the partner is sending the object's changes to the hub. */
  busy: boolean;
  /** The version in the request that has not been answered yet. */
  sending?: number;
  /**
   * The newest version that may reach the hub after a newer one: the list showed the newer one meanwhile, or the
   * partner gave the request up.
   */
  overtaken: number;
  /** The hub's words, when it has refused the object for good. */
  refused?: string;
}

/** How a change is sent: the whole object by PUT, a PATCH, or a part by PUT. */
export type Way = 'put' | 'patch' | 'part';

/** The objects that a partner owns; it sends each change to the hub until the hub confirms it. */
export interface Objects {
  all: Map<string, Owned>;
  change(module: ObjectModuleId, id: string, way: Way, more?: Json): void;
  withdraw(module: ObjectModuleId, id: string): void;
  /** Gives the partner so many Tariffs from the start, an hour old, of which it sends none. */
  stock(count: number): void;
  /** Withdraws the first object of a list as soon as the hub has read the first page. */
  shrink(module: ObjectModuleId): void;
  /**
   * When the hub next reads a whole list: withdraws two of its objects and sends that late; the second comes back once
   * the list has been read.
   */
  lapse(module: ObjectModuleId): void;
  /** The partner's answer to a GET of its list of a module. */
  list(module: ObjectModuleId, query: URLSearchParams): Said;
  /** Whether the hub has confirmed everything that the partner has to send. */
  isQuiet(): boolean;
}

/** Called with each object that the hub confirms. */
export type Confirmed = (owned: Owned, answered: Answered) => void;

/** How often a partner repeats a refused request: the hub may lack something that is still on its way. */
const mostRefusals = 12;

/** The age of the objects that a partner has from the start, in milliseconds. */
const stockAge = 3_600_000;

/**
 * The objects of a partner, none yet; `pushes` is false for a partner that only lets the hub pull, `now` is the world's
 * clock.
 */
export function ownedBy(partner: Partner, pushes: boolean, now: () => number, confirmed: Confirmed): Objects {
  const all = new Map<string, Owned>();
  const { country_code, party_id } = partyId(partner.party);
  const written = (module: ObjectModuleId, body: Json) =>
    wires[partner.version].write(module, partner.party, body);
  const shrinking = new Set<ObjectModuleId>();
  const lapsing = new Set<ObjectModuleId>();
  let pageSize = 3;

  async function tell(owned: Owned): Promise<void> {
    if (owned.busy || !pushes) return;
    owned.busy = true;
    let refusals = 0;
    let failed = false;
    for (let pause = 500; owned.confirmed < owned.version; pause = Math.min(pause * 2, 8_000)) {
      const { version, deleted } = owned;
      owned.sending = version;
      const sent = now();
      // Several changes are sent as one whole object, and so is a change after a failure.
      const answered = await once(owned, failed || version > owned.confirmed + 1 ? 'put' : owned.way);
      delete owned.sending;
      if (answered.ok || (deleted && [2001, 2003].includes(answered.code))) {
        owned.confirmed = Math.max(owned.confirmed, version);
        owned.confirmedSince ||= now();
        owned.toldAt = sent;
        if (!deleted) confirmed(owned, answered);
        pause = 250;
        failed = false;
        continue;
      }
      failed = true;
      // A process of the hub that has the request may still store it after a newer one, however long ago the partner
      // gave it up.
      if (answered.http === 0) owned.overtaken = Math.max(owned.overtaken, version);
      // The provider of a Session or CDR may stay unknown for good; the hub accepts everything else sooner or later.
      if (answered.code === 4001 || answered.code === 2001) refusals += 1;
      if (refusals >= mostRefusals) {
        owned.refused = answered.message;
        break;
      }
      await partner.sleep(pause);
    }
    owned.busy = false;
  }

  function once(owned: Owned, way: Way): Promise<Answered> {
    const { module, id, body, deleted } = owned;
    const path = `${module}/${country_code}/${party_id}/${id}`;
    if (deleted) return partner.call('DELETE', path);
    if (module === 'cdrs') return partner.call('POST', 'cdrs', body);
    if (way === 'put') return partner.call('PUT', path, written(module, body));
    if (module !== 'locations') return partner.call('PATCH', path, patchOf(module, body));
    const one = (body.evses as Json[]).find(
      (evse) => String(evse.physical_reference) === `v${owned.version}`,
    );
    if (!one) return partner.call('PUT', path, body);
    const { physical_reference, last_updated, uid } = one;
    if (way === 'part') return partner.call('PUT', `${path}/${uid}`, one);
    return partner.call('PATCH', `${path}/${uid}`, { physical_reference, last_updated } as Json);
  }

  function made(module: ObjectModuleId, id: string, more: Json): Owned {
    const key = `${module} ${id}`;
    const known = all.get(key);
    if (known && !known.deleted) return known;
    const owned: Owned = {
      ...{ module, id, body: {}, version: known?.version ?? 0, confirmed: known?.confirmed ?? 0, updated: 0 },
      ...{ deleted: false, withdrawn: known?.withdrawn ?? 0, overtaken: 0, busy: known?.busy ?? false },
      ...{ confirmedSince: known?.confirmedSince ?? 0, toldAt: known?.toldAt ?? 0, way: 'put' },
    };
    owned.body = kinds[module].make(partner.party, id, owned.version, partner.timeText(partner.now()), more);
    all.set(key, known ? Object.assign(known, owned) : owned);
    return known ?? owned;
  }

  function withdraw(module: ObjectModuleId, id: string, late = 0): void {
    const owned = all.get(`${module} ${id}`);
    if (!owned || owned.deleted) return;
    owned.deleted = true;
    owned.withdrawn = now();
    owned.version += 1;
    owned.way = 'put';
    void (late ? partner.sleep(late).then(() => tell(owned)) : tell(owned));
  }

  const listed = (module: ObjectModuleId, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY) =>
    [...all.values()].filter((owned) => {
      const updated = Date.parse(String(owned.body.last_updated));
      return owned.module === module && !owned.deleted && updated >= from && updated < to;
    });

  /** Withdraws two objects while their list is read, and brings the second back while the hub retires the first. */
  function lapse(module: ObjectModuleId): void {
    const some = listed(module).slice(0, 2);
    for (const { id } of some) withdraw(module, id, 8_000);
    const [, second] = some;
    if (second) void partner.sleep(80).then(() => self.change(module, second.id, 'put'));
  }

  const self: Objects = {
    all,
    change(module, id, way, more = {}) {
      const owned = made(module, id, more);
      const isNew = owned.version === owned.confirmed && owned.version === 0;
      owned.version += 1;
      owned.updated = Math.max(partner.now(), owned.updated);
      const time = partner.timeText(owned.updated);
      delete owned.refused;
      if (module === 'locations' && way !== 'put' && !isNew) {
        const evses = (owned.body.evses as Json[]).map((evse, nth) =>
          nth === owned.version % 2
            ? { ...evse, physical_reference: `v${owned.version}`, last_updated: time }
            : evse,
        );
        owned.body = { ...owned.body, evses, last_updated: time };
      } else
        owned.body = {
          ...owned.body,
          ...kinds[module].make(partner.party, id, owned.version, time, { ...started(owned), ...more }),
        };
      owned.way = isNew ? 'put' : way;
      void tell(owned);
    },
    stock(count) {
      pageSize = Math.max(pageSize, Math.floor(count / 2));
      const time = partner.timeText(partner.now() - stockAge);
      for (let nth = 0; nth < count; nth++) {
        const owned = made('tariffs', `X${nth}`, {});
        Object.assign(owned, { version: 1, confirmed: 1 });
        owned.body = kinds.tariffs.make(partner.party, owned.id, 1, time, {});
      }
    },
    shrink: (module) => void shrinking.add(module),
    lapse: (module) => void lapsing.add(module),
    withdraw,
    list(module, query) {
      const from = Date.parse(query.get('date_from') ?? '') || Number.NEGATIVE_INFINITY;
      const to = Date.parse(query.get('date_to') ?? '') || Number.POSITIVE_INFINITY;
      const limit = Math.min(Number(query.get('limit') ?? pageSize), pageSize);
      const offset = Number(query.get('offset') ?? 0);
      if (!query.has('date_from') && lapsing.delete(module)) lapse(module);
      const matches = listed(module, from, to);
      for (const owned of matches)
        if (owned.sending !== undefined && owned.sending < owned.version)
          owned.overtaken = Math.max(owned.overtaken, owned.sending);
      const read = matches.slice(offset, offset + limit).map(({ body }) => written(module, body));
      if (offset === 0 && matches.length > limit && shrinking.delete(module))
        withdraw(module, matches[0]?.id ?? '');
      const next = new URLSearchParams(query);
      next.set('offset', String(offset + limit));
      next.set('limit', String(limit));
      return {
        data: read,
        headers: {
          'x-total-count': String(matches.length),
          'x-limit': String(limit),
          ...(offset + limit < matches.length
            ? { link: `<https://${partner.host}/ocpi/${partner.version}/${module}?${next}>; rel="next"` }
            : {}),
        },
      };
    },
    isQuiet: () => [...all.values()].every((owned) => !owned.busy),
  };
  return self;
}

const lasting = [
  ...['start_datetime', 'start_date_time', 'auth_id', 'location', 'status', 'auth_method'],
  'authorization_reference',
];

/** The fields of an object that later changes leave as they are. */
function started({ body }: Owned): Json {
  const kept: Json = {};
  for (const field of lasting) if (field in body) kept[field] = body[field];
  return kept;
}

function patchOf(module: ObjectModuleId, body: Json): Json {
  const { last_updated } = body;
  if (module === 'tariffs') return { tariff_alt_url: body.tariff_alt_url, last_updated };
  const { kwh, status, charging_periods } = body;
  if (module === 'sessions') return { kwh, status, charging_periods, last_updated };
  return { visual_number: body.visual_number, last_updated };
}

/** The versions that an object shows now. */
export function versionsOf({ module, body }: Pick<Owned, 'module' | 'body'>): Versions {
  return kinds[module].versions(body);
}

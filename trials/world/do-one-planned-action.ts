import { changeAgreement, createAgreement } from '../../src/hub/partners/agreements.ts';
import { changeConnection, rotateConnection } from '../../src/hub/partners/connections.ts';
import { type Party, partyId } from '../../src/ocpi/words/party-id.ts';
import { askWhy } from './check-delivery-explanation.ts';
import { limit } from './list-after-agreement-end.ts';
import { fair } from './network/simulated-network.ts';
import { reportProfile, setProfile } from './partners/charging-profiles.ts';
import { sessionBegin } from './partners/commands-of-partners.ts';
import { contractOf, kinds, visited } from './partners/sample-objects.ts';
import type { Deed, Which } from './plan-types.ts';
import type { HubProcess } from './simulated-hub-process.ts';
import { nameOf, type World } from './simulated-world-types.ts';
import { rivals } from './two-providers-of-one-contract.ts';

/** Longer than any process stands still, in milliseconds. */
const longestStandstill = 25_000;

/** The deeds of a world's plan that are of one kind. */
type Of<K extends Deed['do']> = Extract<Deed, { do: K }>;

/** The functions that do the deeds of a world's plan, by kind; each also ends what it begins. */
const ways: { [K in Deed['do']]: (world: World, deed: Of<K>) => void } = {
  change({ member }, { who, module, id, way }) {
    const { owned } = member(who);
    const name = module === 'sessions' ? nameOf(who, id) : id;
    // A Session changes only once it has begun.
    if (module !== 'sessions' || owned.all.has(`sessions ${name}`)) owned.change(module, name, way);
  },
  withdraw: ({ member }, { who, id }) => member(who).owned.withdraw('tariffs', id),
  shrink: ({ member }, { who }) => member(who).owned.shrink('tariffs'),
  lapse: ({ member }, { who }) => member(who).owned.lapse('tariffs'),
  session({ member, judge }, { who, emsp, token, nth }) {
    const { owned, partner } = member(who);
    const name = nameOf(who, `S${nth}`);
    judge.begun(name, who, emsp, token);
    // Each Session has a Location of its own: the hub takes Sessions that begin at one Location within a minute for one
    // visit.
    const location = visited(who, `V${nth}`, partner.timeText(partner.now()));
    owned.change('sessions', name, 'put', sessionBegin(partner.now(), contractOf(emsp, token), location));
  },
  bill({ member }, { who, nth }) {
    const { owned } = member(who);
    const session = owned.all.get(`sessions ${nameOf(who, `S${nth}`)}`);
    if (!session) return;
    const { start_datetime, auth_id, location } = session.body;
    owned.change('cdrs', nameOf(who, `C${nth}`), 'put', {
      start_date_time: start_datetime,
      auth_id,
      location,
    });
  },
  start({ member }, { who, cpo, token, location }) {
    const card = member(who).owned.all.get(`tokens ${token}`);
    if (card) void member(who).commands.start(cpo, location, card.body);
  },
  authorise({ member, judge }, { who, emsp, token }) {
    const { partner } = member(who);
    const body = { location_id: 'L0', evse_uids: ['E1'] };
    const to = { 'ocpi-to-country-code': emsp.slice(0, 2), 'ocpi-to-party-id': emsp.slice(3) };
    void partner.call('POST', `tokens/${token}/authorize`, body, to).then(({ ok, data }) => {
      if (ok) judge.authorised(who, emsp, token, String((data as { allowed?: string } | null)?.allowed));
    });
  },
  steal({ member }, { who, victim, token }) {
    const { partner } = member(who);
    const { country_code, party_id } = partyId(who);
    const card = kinds.tokens.make(who, `E${token}`, 1, partner.timeText(partner.now()), {
      auth_id: contractOf(victim, token),
    });
    void partner.call('PUT', `tokens/${country_code}/${party_id}/E${token}`, card);
  },
  rivals: (world, deed) => void rivals(world, deed),
  profile({ member, judge }, { who, cpo, nth }) {
    const session = nameOf(cpo, `S${nth}`);
    judge.profiles.add(`${who} ${session}`);
    setProfile(member(who).partner, session);
  },
  report: ({ member }, { who, nth }) => reportProfile(member(who).partner, nameOf(who, `S${nth}`)),
  why: (world, deed) => askWhy(world, deed),
  limit: (world, deed) => limit(world, deed, (work) => insist(world, work)),
  agree: agreement,
  suspend: agreement,
  resume: agreement,
  end: agreement,
  bar(world, { who, for: length }) {
    const set = (status: 'SUSPENDED' | 'REGISTERED') =>
      insist(world, (hub) => changeConnection(hub, connectionOf(world, who), { status }));
    const isSuspended = () =>
      world.database.durable.connections.some(({ party, status }) => party === who && status === 'SUSPENDED');
    // A process that goes on after a standstill may still do what the operator had given up and had others do: the operator looks later.
    const end = async () => {
      await set('REGISTERED');
      world.time.after(longestStandstill, () => void (isSuspended() && end()));
    };
    void set('SUSPENDED').then(() => world.time.after(length, () => void end()));
  },
  renew(world, { who, by }) {
    if (by === 'partner') return void world.member(who).partner.renew();
    void world.administer((hub) => rotateConnection(hub, connectionOf(world, who))).catch(() => undefined);
  },
  sync: (world, { who, type }) =>
    void world
      .administer((hub) => hub.syncs.start(connectionOf(world, who), { type }))
      .catch(() => undefined),
  crash(world, { process: which, silent, for: length }) {
    const process = chosen(world, which);
    process?.crash(silent);
    world.time.after(length, () => process?.start());
  },
  trip(world, { process: which, of, writes, for: length }) {
    const { processes, time, events, database } = world;
    const owner = which === 'any' ? undefined : chosen(world, which)?.owner();
    if (which !== 'any' && !owner) return;
    let left = writes;
    const listen: Parameters<typeof database.listeners.add>[0] = (write) => {
      if ((owner && write.session.owner !== owner) || (of && write.of !== of)) return;
      left -= 1;
      if (left > 0) return;
      database.listeners.delete(listen);
      const process = processes.find((one) => one.owner() === write.session.owner);
      events.note(time.now(), `== ${process?.name} dies`);
      process?.crash(false);
      time.after(length, () => process?.start());
    };
    database.listeners.add(listen);
  },
  stop(world, { process: which, for: length }) {
    const process = chosen(world, which);
    process?.stop();
    world.time.after(length, () => process?.start());
  },
  stall(world, { process, for: length }) {
    const chance = world.chance.fork(`stall ${world.time.now()}`);
    chosen(world, process)?.stall(length, chance.is(0.5));
  },
  cut: (world, { process, for: length }) => chosen(world, process)?.cut(length),
  power: ({ database }, { for: length }) => database.crash(length),
  disk: ({ database }, { slow, for: length }) => database.slowDown(slow, length),
  mood({ member, time }, { who, mood, for: length }) {
    const { partner } = member(who);
    partner.mood = mood;
    time.after(length, () => {
      partner.mood = 'well';
    });
  },
  weather({ member, network, time }, { who, weather, for: length }) {
    const { host } = member(who).partner;
    network.setWeather(host, weather);
    time.after(length, () => network.setWeather(host, fair));
  },
};

/** Does a deed of the plan in a world. */
export function play(world: World, deed: Deed): void {
  (ways[deed.do] as (world: World, deed: Deed) => void)(world, deed);
}

function agreement(world: World, { do: what, cpo, emsp }: Of<'agree' | 'suspend' | 'resume' | 'end'>): void {
  const status = { suspend: 'SUSPENDED', resume: 'ACTIVE', end: 'TERMINATED' } as const;
  const change = world.administer(async (hub) => {
    const known = hub.store.registry
      .read()
      .agreements.between(cpo, emsp)
      .find(({ status }) => status !== 'TERMINATED');
    if (what !== 'agree') return known && changeAgreement(hub, known.id, { status: status[what] });
    return known ?? createAgreement(hub, { cpo: partyId(cpo), emsp: partyId(emsp) });
  });
  // An administrator without an answer would look, and repeat the change if need be; these worlds do not.
  void change.catch(() => undefined);
}

/** Repeats an administrator's change until the hub has confirmed it. */
async function insist<T>(world: World, work: Parameters<World['administer']>[0]): Promise<T | undefined> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const done = await world.administer(work).then(
      () => true,
      () => false,
    );
    if (done) return undefined;
    await new Promise<void>((again) => void world.time.after(1_000, again));
  }
  return undefined;
}

function connectionOf({ database }: World, party: Party): string {
  return database.durable.connections.find((one) => one.party === party)?.id ?? '';
}

/** The process of a number, or the one that delivers to a partner. */
function chosen(world: World, which: Which): HubProcess | undefined {
  const { processes } = world;
  if (typeof which === 'number') return processes[which];
  const id = connectionOf(world, which);
  return processes.find((process) => process.hub()?.store.processes.isMine(id));
}

import type { Market, Party } from './cucumber-world.ts';
import { eventually } from './eventually.ts';
import { Partner } from './fake-partner.ts';
import type { JsonObject } from './http-call.ts';
import type { Hub } from './hub-process.ts';
import type { Role } from './partner-types.ts';
import { register } from './register-as-partner.ts';
import { sample } from './sample-objects.ts';

interface Fence {
  operator: Party;
  provider: Party;
}

const fences = new Map<Hub, Promise<Fence>>();
let marks = 0;

/**
 * Waits until everything that the hub had to send to a party before now has been sent: it pushes a marker to the party,
 * then a second one, and waits for both. For a party that accepts no pushes, a witness of the same role receives them.
 */
export async function fence(market: Market, party: Party): Promise<void> {
  const { operator, provider } = await fenceOf(market);
  const { partner } = party;
  const isOperator = partner.role === 'CPO';
  const target = (await takesPushes(market, party)) ? party : isOperator ? operator : provider;
  const sender = isOperator ? provider : operator;
  const agreement = await agreed(market, isOperator ? target : sender, isOperator ? sender : target);
  const module = isOperator ? 'tokens' : target.partner.endpoints.tariffs ? 'tariffs' : 'locations';
  await mark(sender, target, module);
  await mark(sender, target, module);
  await market.admin('DELETE', `/admin/agreements/${agreement}`);
}

/** Closes the partner platforms that send and receive the fences' marker objects. */
export async function closeFences(): Promise<void> {
  for (const made of await Promise.allSettled(fences.values())) {
    if (made.status !== 'fulfilled') continue;
    await Promise.all([made.value.operator, made.value.provider].map(({ partner }) => partner.goDark()));
  }
  fences.clear();
}

/** Pushes a marker that resembles no other object, and waits until its target has received it. */
async function mark(sender: Party, target: Party, module: string): Promise<void> {
  marks += 1;
  const kind = module === 'tokens' ? 'Token' : module === 'tariffs' ? 'Tariff' : 'Location';
  const text = `fence-mark-${marks}`;
  const field = { Token: 'issuer', Location: 'name', Tariff: 'tariff_alt_text' }[kind];
  const value = kind === 'Tariff' ? [{ language: 'en', text }] : text;
  const body = JSON.stringify({ ...sample(kind, 'FENCE'), [field]: value });
  const path = `${module}/${sender.country_code}/${sender.party_id}/FENCE`;
  const answer = await sender.partner.send('PUT', path, { body });
  if (answer.json?.status_code !== 1000)
    throw new Error(`the fence is broken: HTTP ${answer.status} ${answer.body}`);
  await eventually(() => {
    if (!target.partner.received.some((entry) => entry.body.includes(`"${text}"`) && entry.answered)) {
      throw new Error(`${target.name} does not receive the fence's marker`);
    }
  });
}

async function takesPushes(market: Market, { partner }: Party): Promise<boolean> {
  const wanted = partner.role === 'CPO' ? ['tokens'] : ['tariffs', 'locations'];
  const connection = (await market.admin('GET', `/admin/connections/${partner.connection}`)).json ?? {};
  const { push } = (connection.options ?? {}) as JsonObject;
  const { state } = (connection.delivery ?? {}) as JsonObject;
  const offers = wanted.some((module) => partner.endpoints[module] !== undefined);
  return (
    connection.status === 'REGISTERED' && push !== false && state !== 'DOWN' && state !== 'OFF' && offers
  );
}

async function agreed(market: Market, operator: Party, provider: Party): Promise<string> {
  const id = ({ country_code, party_id }: Party) => ({ country_code, party_id });
  const answer = await market.admin('POST', '/admin/agreements', { cpo: id(operator), emsp: id(provider) });
  if (answer.status !== 201)
    throw new Error(`no agreement for the fence: HTTP ${answer.status} ${answer.body}`);
  return String(answer.json?.id);
}

function fenceOf(market: Market): Promise<Fence> {
  const known = fences.get(market.hub);
  if (known) return known;
  const made = (async () => ({
    operator: await registered(market, 'CPO', 'FOP'),
    provider: await registered(market, 'EMSP', 'FEP'),
  }))();
  fences.set(market.hub, made);
  return made;
}

async function registered(market: Market, role: Role, name: string): Promise<Party> {
  const id = { country_code: 'ZZ', party_id: name };
  const partner = await new Partner({ name, role, ...id }).open();
  const party = { name, partner, ...id };
  await market.invite(party, role === 'CPO' ? { options: { tax_percent: 'none' } } : {});
  await register(partner);
  return party;
}

import { Given, When } from '@cucumber/cucumber';
import { Unmet } from '../check-and-verdict-types.ts';
import { inShort, type Json, refused, succeeded } from '../http-exchange.ts';
import { everyField, noOptionalField, type RichKind } from '../objects-with-every-field.ts';
import type { Kind } from '../sample-objects.ts';
import type { CheckWorld } from './cucumber-world.ts';
import { fill, oddId } from './fill-placeholders.ts';
import { differencesToStored, remember } from './object-of-suite.ts';
import { takenBy } from './precondition-steps.ts';
import { vary } from './vary-object.ts';

const methods = '(GET|PUT|PATCH|POST|DELETE)';
const kinds = '(Location|EVSE|Connector|Tariff|Session|CDR|Token)';

When(
  new RegExp(`^we send ${methods} (\\S+)$`),
  async function (this: CheckWorld, method: string, path: string) {
    await this.send(method, await this.url(path));
  },
);

When('we send GET versions and GET details', async function (this: CheckWorld) {
  await this.send('GET', this.trial.versionsUrl);
  await this.send('GET', this.detailsUrl());
});

When(/^we send GET (\S+) twice$/, async function (this: CheckWorld, path: string) {
  for (let time = 0; time < 2; time += 1) await this.send('GET', await this.url(path));
});

When(
  /^we send (GET|DELETE) (\S+) without a token$/,
  async function (this: CheckWorld, method: string, path: string) {
    await this.send(method, await this.url(path), { token: null });
  },
);

When(
  /^we send GET (\S+) with the token "(.*)"$/,
  async function (this: CheckWorld, path: string, token: string) {
    await this.send('GET', await this.url(path), { token });
  },
);

When(/^we send GET (\S+) with TOKEN_A$/, async function (this: CheckWorld, path: string) {
  await this.send('GET', await this.url(path), { token: this.trial.invitation });
});

When(/^we send GET (\S+) with the token before$/, async function (this: CheckWorld, path: string) {
  await this.send('GET', await this.url(path), { token: this.trial.retired.at(-1) ?? '' });
});

When(
  /^we send GET (\S+) with the header ([\w-]+): ?(.*)$/,
  async function (this: CheckWorld, path: string, name: string, value: string) {
    const headers = { [name.toLowerCase()]: fill(this, value) };
    const token = name === 'Authorization' ? null : undefined;
    await this.send('GET', await this.url(path), { headers, ...(token === null ? { token } : {}) });
  },
);

When(
  new RegExp(`^we send ${methods} (\\S+) with (\\{.*\\}|\\[.*\\])$`),
  async function (this: CheckWorld, method: string, path: string, json: string) {
    const body = JSON.stringify(JSON.parse(json));
    await this.send(method, await this.url(path), { body });
  },
);

When(
  new RegExp(`^we send ${methods} (\\S+) with the body (.*)$`),
  async function (this: CheckWorld, method: string, path: string, body: string) {
    await this.send(method, await this.url(path), { body });
  },
);

When(
  new RegExp(`^we send (PUT|POST) (\\S+) with our ${kinds}(?:, (with.*|where.*))?$`),
  async function (this: CheckWorld, method: string, path: string, kind: Kind, variation?: string | null) {
    const object = vary(objectFor(this, kind, path), fill(this, variation ?? ''));
    await push(this, method, path, kind, object);
  },
);

When(
  new RegExp(`^we send (PUT|POST) (\\S+) with our ${kinds} of (every|no) optional field$`),
  async function (this: CheckWorld, method: string, path: string, kind: RichKind, which: string) {
    await push(this, method, path, kind, (which === 'every' ? everyField : noOptionalField)(kind, this.id));
  },
);

When(
  new RegExp(`^we send PUT (\\S+) with our ${kinds}, as (.*)$`),
  async function (this: CheckWorld, path: string, kind: Kind, type: string) {
    await push(this, 'PUT', path, kind, objectFor(this, kind, path), { 'content-type': type });
  },
);

When(
  new RegExp(`^we send PUT (\\S+) with our ${kinds} of an odd id$`),
  async function (this: CheckWorld, path: string, kind: Kind) {
    const object = objectFor(this, kind, path);
    const key = kind === 'Token' ? 'uid' : 'id';
    await push(this, 'PUT', path, kind, { ...object, [key]: oddId(this.id) });
    this.kept.ours = fill(this, '{ours*}');
  },
);

When('we send POST cdrs with a list of our CDR', async function (this: CheckWorld) {
  await this.send('POST', await this.url('cdrs'), { body: JSON.stringify([this.ours('CDR')]) });
});

When('we send POST cdrs with another CDR whose id is ours in lower case', async function (this: CheckWorld) {
  const body = JSON.stringify({ ...this.ours('CDR'), id: this.id.toLowerCase(), total_cost: 99 });
  await this.send('POST', await this.url('cdrs'), { body });
});

Given(/^it has stored our (Location|Tariff|Session|Token)$/, async function (this: CheckWorld, kind: Kind) {
  const module = `${kind.toLowerCase()}s`;
  await this.offers(module);
  this.module = module;
  const path = `${module}/{ours}`;
  await push(this, 'PUT', path, kind, this.ours(kind));
  if (!succeeded(this.answer))
    throw new Unmet(`it does not take our ${kind}: ${inShort(this.answer)}`, takenBy[kind as 'Token']);
  const differences = await differencesToStored(this, this.storedObject ?? {});
  if (differences.length > 0)
    throw new Unmet(
      `it does not show our ${kind} as it was sent, so that a change of it could not be told`,
      takenBy[kind as 'Token'],
    );
});

Given('it has taken our CDR', async function (this: CheckWorld) {
  await this.offers('cdrs');
  await push(this, 'POST', 'cdrs', 'CDR', this.ours('CDR'));
  const { location } = this.answer.answer.headers;
  if (!succeeded(this.answer)) throw new Unmet(`it does not take our CDR: ${inShort(this.answer)}`, 'CDR-03');
  if (!location) throw new Unmet('it does not tell the URL of our CDR', 'CDR-03');
  this.kept.header = location;
  this.kept.cdr = new URL(location, await this.url('cdrs')).href;
});

Given('it shows our CDR where it was taken', async function (this: CheckWorld) {
  const shown = await this.lookUp('GET', await this.url('{cdr}'));
  if (!succeeded(shown)) throw new Unmet(`it does not show our CDR: ${inShort(shown)}`, 'CDR-05');
});

Given(
  /^it has taken PATCH (\S+) with (\{.*\})$/,
  async function (this: CheckWorld, path: string, json: string) {
    await this.send('PATCH', await this.url(path), { body: json });
    if (!succeeded(this.answer)) throw new Unmet(`it does not take the PATCH: ${inShort(this.answer)}`);
  },
);

/** The object for a path: a sample of the kind, whose id is the last segment of the path to a part. */
function objectFor(world: CheckWorld, kind: Kind, path: string): Json {
  if (kind !== 'EVSE' && kind !== 'Connector') return world.ours(kind);
  const key = decodeURIComponent(fill(world, path).split('/').at(-1) ?? '');
  const part = world.ours(kind);
  return kind === 'EVSE'
    ? { ...part, uid: key, last_updated: newer }
    : { ...part, id: key, last_updated: newer };
}

/** A time of change for a part that is later than its Location's. */
const newer = '2026-02-01T08:00:00Z';

async function push(
  world: CheckWorld,
  method: string,
  path: string,
  kind: Kind,
  object: Json,
  headers: Record<string, string> = {},
): Promise<void> {
  const url = await world.url(path);
  world.kind = kind;
  world.sentObject = object;
  await world.send(method, url, { body: JSON.stringify(object), headers });
  if (!refused(world.answer)) remember(world, object);
}

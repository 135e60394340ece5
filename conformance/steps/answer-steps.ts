import { Then } from '@cucumber/cucumber';
import type { ObjectName } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { placeOf } from '../../src/ocpi/editions/endpoint-urls.ts';
import { check } from '../../src/ocpi/schemas/validation.ts';
import { Breach, breach, type Found, Unmet } from '../check-and-verdict-types.ts';
import { codeOf, dataOf, envelopeOf, inShort, type Json, refused, succeeded } from '../http-exchange.ts';
import { differences } from '../json-differences.ts';
import type { CheckWorld } from './cucumber-world.ts';
import { fill } from './fill-placeholders.ts';
import { differencesToStored, ownPath, readBack } from './object-of-suite.ts';
import { readValue, vary } from './vary-object.ts';

Then(
  /^it answers HTTP (\d+)(?: or (\d+))?$/,
  function (this: CheckWorld, first: number, second?: number | null) {
    const wanted = [first, second].filter((one) => one != null);
    if (!wanted.includes(this.answer.answer.status ?? 0))
      breach(`HTTP ${wanted.join(' or ')} expected, got ${inShort(this.answer)}`);
  },
);

Then('every answer is HTTP 401', function (this: CheckWorld) {
  for (const exchange of this.exchanges) {
    if (exchange.answer.status === null) throw new Unmet(`${exchange.url} has ${inShort(exchange)}`);
    if (exchange.answer.status !== 401)
      breach(`HTTP 401 expected from ${exchange.url}, got ${inShort(exchange)}`);
  }
});

Then('no answer is HTTP 401', function (this: CheckWorld) {
  for (const exchange of this.exchanges)
    if (exchange.answer.status === 401) breach(`${exchange.url} must be open to our token, got HTTP 401`);
});

Then(/^it answers HTTP (\d+), if it takes it$/, function (this: CheckWorld, status: number) {
  if (!succeeded(this.answer)) throw new Unmet(`it does not take it: ${inShort(this.answer)}`);
  if (this.answer.answer.status !== status) breach(`HTTP ${status} expected, got ${inShort(this.answer)}`);
});

Then(/^it answers HTTP (\d+), if it refuses it$/, function (this: CheckWorld, status: number) {
  if (!refused(this.answer)) throw new Unmet(`it does not refuse it: ${inShort(this.answer)}`);
  if (this.answer.answer.status !== status) breach(`HTTP ${status} expected, got ${inShort(this.answer)}`);
});

Then('it answers neither HTTP 404 nor HTTP 405', function (this: CheckWorld) {
  if ([404, 405].includes(this.answer.answer.status ?? 0) || this.answer.answer.status === null)
    breach(`an answer to the question expected, got ${inShort(this.answer)}`);
});

Then('it answers HTTP 404 with status code 2004', function (this: CheckWorld) {
  if (this.answer.answer.status !== 404 || codeOf(this.answer) !== 2004)
    breach(`HTTP 404 with status code 2004 expected, got ${inShort(this.answer)}`);
});

Then(/^it answers with status code (\d+)$/, function (this: CheckWorld, code: number) {
  if (codeOf(this.answer) !== code)
    breach(`status code ${code} expected, got ${inShort(this.answer)}`, '/status_code');
});

Then(/^it answers with status code (\d+), if it refuses it$/, function (this: CheckWorld, code: number) {
  if (!refused(this.answer)) throw new Unmet(`it does not refuse it: ${inShort(this.answer)}`);
  if (codeOf(this.answer) !== code)
    breach(`status code ${code} expected, got ${inShort(this.answer)}`, '/status_code');
});

Then('it does not show it', function (this: CheckWorld) {
  if (succeeded(this.answer)) breach(`nothing must be found there, got ${inShort(this.answer)}`);
});

Then('it does not allow charging', function (this: CheckWorld) {
  const info = dataOf(this.answer) as Json | undefined | null;
  if (succeeded(this.answer) && info?.allowed === 'ALLOWED')
    breach('must not be ALLOWED: no such Token is an RFID card', '/data/allowed');
});

Then('it takes it', function (this: CheckWorld) {
  if (!succeeded(this.answer))
    breach(`success expected (HTTP 2xx, status code 1000), got ${inShort(this.answer)}`);
});

Then('it takes it, unless it wants to know the Location', function (this: CheckWorld) {
  if (!succeeded(this.answer) && codeOf(this.answer) !== 2002)
    breach(`success expected (HTTP 2xx, status code 1000), got ${inShort(this.answer)}`);
});

Then('it refuses it', function (this: CheckWorld) {
  if (!refused(this.answer)) breach(`a refusal expected (status code 2001), got ${inShort(this.answer)}`);
});

Then('it has let us in', async function (this: CheckWorld) {
  if (![401, 403].includes(this.answer.answer.status ?? 0)) return;
  const { tokenToThem, versionsUrl } = this.trial;
  const encoded = Buffer.from(tokenToThem).toString('base64');
  this.trial.secrets.add(encoded);
  const other = await this.lookUp('GET', versionsUrl, { token: encoded });
  breach(
    succeeded(other)
      ? 'the token must be taken as it is, but only its Base64 form is'
      : `the token it gave out must open its versions, got ${inShort(this.answer)}`,
  );
});

Then(/^the message names "(.*)", if it refuses it$/, function (this: CheckWorld, field: string) {
  if (!refused(this.answer)) throw new Unmet(`it does not refuse it: ${inShort(this.answer)}`);
  const message = envelopeOf(this.answer)?.status_message;
  if (typeof message !== 'string' || !message.includes(field))
    breach(`must name ${field}, got ${JSON.stringify(message)}`, '/status_message');
});

Then('the answer has no data', function (this: CheckWorld) {
  if (!succeeded(this.answer)) throw new Unmet(`it does not take it: ${inShort(this.answer)}`);
  if (this.data != null) breach(`must be absent, got ${JSON.stringify(this.data).slice(0, 100)}`, '/data');
});

Then('the answer has a header Location', function (this: CheckWorld) {
  if (!this.answer.answer.headers.location)
    breach('a header Location with the URL of the CDR expected, got none');
});

Then('the answer has the same header Location', function (this: CheckWorld) {
  const { location } = this.answer.answer.headers;
  if (location !== this.kept.header)
    breach(`the header Location must be ${this.kept.header}, got ${location}`);
});

Then('the URL of our CDR is absolute', function (this: CheckWorld) {
  if (!/^https?:\/\//i.test(this.kept.header ?? ''))
    breach(`the header Location must be an absolute URL, got ${this.kept.header}`);
});

Then(/^the answer carries the header X-Request-ID (\S+)$/, function (this: CheckWorld, word: string) {
  const got = this.answer.answer.headers['x-request-id'];
  if (got !== fill(this, word))
    breach(`the header X-Request-ID must be ${fill(this, word)}, got ${got ?? 'none'}`);
});

Then('the data is our CDR as sent', function (this: CheckWorld) {
  if (!succeeded(this.answer)) breach(`our CDR expected, got ${inShort(this.answer)}`);
  judge(differences(this.sentObject, this.data, [], '/data'));
});

Then(/^the data is (\S+) of our Location$/, function (this: CheckWorld, path: string) {
  if (!succeeded(this.answer)) breach(`a part of our Location expected, got ${inShort(this.answer)}`);
  const part = path.split('.').reduce<unknown>((value, name) => (value as Json)?.[name], this.storedObject);
  judge(differences(part, this.data, [], '/data'));
});

Then(/^the data has (\w+) (".*")$/, function (this: CheckWorld, field: string, value: string) {
  if (!succeeded(this.answer)) breach(`${field} ${value} expected, got ${inShort(this.answer)}`);
  judge(differences({ [field]: readValue(value) }, this.data, [], '/data'));
});

Then(/^the data is a valid (AuthorizationInfo|CommandResponse|ChargingProfileResponse)$/, valid);
Then('the data is a valid CommandResponse, if it takes it', function (this: CheckWorld) {
  if (!succeeded(this.answer)) throw new Unmet(`it does not take it: ${inShort(this.answer)}`, 'CMD-09');
  valid.call(this, 'CommandResponse');
});
Then(
  'the data is a valid AuthorizationInfo, unless it wants to know the Location',
  function (this: CheckWorld) {
    if (codeOf(this.answer) !== 2002) valid.call(this, 'AuthorizationInfo');
  },
);
Then('the data is a valid AuthorizationInfo, and not ALLOWED', function (this: CheckWorld) {
  if (codeOf(this.answer) === 2002) return;
  valid.call(this, 'AuthorizationInfo');
  if ((this.data as Json).allowed === 'ALLOWED')
    breach('must not be ALLOWED for a Token that is not valid', '/data/allowed');
});

function valid(this: CheckWorld, title: string): void {
  if (!succeeded(this.answer)) breach(`a ${title} expected, got ${inShort(this.answer)}`);
  const name = title.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase() as ObjectName;
  if (typeof this.data !== 'object' || this.data === null)
    breach(`must be an object, got ${JSON.stringify(this.data)}`, '/data');
  judge(check(name, this.data).map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message })));
}

Then('the answer, if it allows charging, names our place and no other', function (this: CheckWorld) {
  const info = dataOf(this.answer) as Json | undefined;
  if (!succeeded(this.answer) || info?.allowed !== 'ALLOWED')
    throw new Unmet(`it does not allow charging: ${inShort(this.answer)}`);
  const place = info.location as Json | undefined | null;
  if (place == null) breach('should name our place, got none', '/data/location', 'contradiction');
  if (place.location_id !== 'LOC-1')
    breach(`must be "LOC-1", got ${JSON.stringify(place.location_id)}`, '/data/location/location_id');
  const beyond = [
    ...((place.evse_uids ?? []) as string[]).filter((uid) => uid !== 'E1'),
    ...((place.connector_ids ?? []) as string[]).filter((id) => id !== '1'),
  ];
  if (beyond.length > 0)
    breach(`must name nothing but what was asked about, got ${beyond.join(', ')}`, '/data/location');
});

Then(/^it has our (\w+) as sent$/, async function (this: CheckWorld, _kind: string) {
  judge(await differencesToStored(this, this.sentObject ?? {}));
});

// No sentence of 2.1.1 asks a receiver to store fields that it makes no use of.
Then(/^it has our (\w+) with all its fields$/, async function (this: CheckWorld, _kind: string) {
  const found = await differencesToStored(this, this.sentObject ?? {});
  judge(found.map((one) => ({ ...one, authority: 'advice' })));
});

Then(/^it has our (\w+) as it was$/, async function (this: CheckWorld, _kind: string) {
  judge(await differencesToStored(this, this.storedObject ?? {}));
});

Then(
  /^it has our (\w+), (where .*|without .*)$/,
  async function (this: CheckWorld, _kind: string, variation: string) {
    judge(await differencesToStored(this, varied(this, variation), ['last_updated']));
    const field = /^without ([\w.]+)$/.exec(variation)?.[1];
    const left = field && (await readBack(this))?.[field];
    if (left != null && field) breach(`must be absent, got ${JSON.stringify(left)}`, `/${field}`);
  },
);

Then(/^it has our Location with last_updated "(.*)"$/, async function (this: CheckWorld, time: string) {
  const got = await readBack(this);
  judge(differences({ last_updated: time }, got));
});

Then(/^it has our (EVSE|Connector) beside the others$/, async function (this: CheckWorld, kind: string) {
  const whole = structuredClone(this.storedObject ?? {});
  const evses = whole.evses as Json[];
  if (kind === 'EVSE') evses.push(this.sentObject ?? {});
  else (evses[0]?.connectors as Json[]).push(this.sentObject ?? {});
  this.kind = 'Location';
  judge(await differencesToStored(this, whole, ['last_updated']));
});

Then(/^it does not know our \w+$/, async function (this: CheckWorld) {
  const got = await readBack(this, this.kind === 'CDR' ? '{cdr}' : pathFor(this));
  if (got !== undefined) breach('nothing must be stored, but GET shows an object');
});

Then(/^GET (\S+) shows our Token as it was$/, async function (this: CheckWorld, path: string) {
  const got = await readBack(this, path);
  if (got === undefined) breach('our Token must still be there, got HTTP 404');
  judge(differences(this.storedObject, got));
});

Then(
  /^GET (\S+) shows (\d+) charging_periods$/,
  async function (this: CheckWorld, path: string, count: number) {
    const periods = (await readBack(this, path))?.charging_periods;
    if (!Array.isArray(periods) || periods.length !== count)
      breach(
        `must have ${count} entries, got ${Array.isArray(periods) ? periods.length : 'none'}`,
        '/charging_periods',
      );
  },
);

Then(
  /^GET (\S+) shows (status|total_cost) (\S+)$/,
  async function (this: CheckWorld, path: string, field: string, value: string) {
    const got = await readBack(this, path);
    if (got === undefined) breach('it must still be there, got HTTP 404');
    judge(differences({ [field]: readValue(value) }, got));
  },
);

function varied(world: CheckWorld, variation: string): Json {
  return vary(world.storedObject ?? {}, fill(world, variation));
}

/** The URL at which the object of this check would be, even when none was pushed as a whole. */
function pathFor(world: CheckWorld): string {
  const endpoint = world.trial.endpoints?.find(({ url }) => world.answer.url.startsWith(placeOf(url)));
  return endpoint ? `${endpoint.identifier}/{ours}` : ownPath(world);
}

function judge(findings: Found[]): void {
  if (findings.length > 0) throw new Breach(findings.slice(0, 20));
}

import { Given, Then } from '@cucumber/cucumber';
import type { ObjectName } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Finding } from '../../src/ocpi/words/finding-type.ts';
import { Breach, Unmet } from '../check-and-verdict-types.ts';
import { inShort, type Json, succeeded } from '../http-exchange.ts';
import { differences } from '../json-differences.ts';
import type { CheckWorld } from './cucumber-world.ts';
import { swapped } from './fill-placeholders.ts';
import { writtenWrongly } from './judge-written-object.ts';
import { identity } from './list-steps.ts';

Then(
  /^every (Location|Tariff|Session|CDR|Token) it lists is valid$/,
  function (this: CheckWorld, title: string) {
    const name = title.toLowerCase() as ObjectName;
    each(this, (object) => writtenWrongly(name, object));
  },
);

Given('it lists a Location with an EVSE and a Connector', async function (this: CheckWorld) {
  const found = places(await this.lists('locations', 1))[0];
  if (!found) throw new Unmet('it lists no Location with an EVSE and a Connector');
  choose(this, found.location, found.evse, found.connector);
});

Given('it lists a Location with an EVSE of status REMOVED', async function (this: CheckWorld) {
  const found = places(await this.lists('locations', 1)).find(({ evse }) => evse.status === 'REMOVED');
  if (!found) throw new Unmet('it lists no EVSE of status REMOVED');
  choose(this, found.location, found.evse, found.connector);
});

Given('it lists a Location whose id changes with its case', async function (this: CheckWorld) {
  const objects = await this.lists('locations', 1);
  const ids = objects.map(({ id }) => String(id));
  const id = ids.find((one) => swapped(one) !== one && !ids.includes(swapped(one)));
  if (!id) throw new Unmet('the ids of its Locations have no letters');
  this.kept.swapped = encodeURIComponent(swapped(id));
});

Given('it lists an EVSE whose uid changes with its case', async function (this: CheckWorld) {
  const found = places(await this.lists('locations', 1)).find(({ location, evse }) => {
    const uids = list(location.evses).map(({ uid }) => String(uid));
    return swapped(String(evse.uid)) !== evse.uid && !uids.includes(swapped(String(evse.uid)));
  });
  if (!found) throw new Unmet('the uids of its EVSEs have no letters');
  choose(this, found.location, found.evse, found.connector);
  this.kept.swapped = encodeURIComponent(swapped(String(found.evse.uid)));
});

Given('it lists a Location with opening hours', async function (this: CheckWorld) {
  const hours = (await this.lists('locations', 1)).some(
    ({ opening_times }) => regular(opening_times).length > 0,
  );
  if (!hours) throw new Unmet('it lists no Location with regular opening hours');
});

Given(/^it lists a Tariff with (times of day|dates)$/, async function (this: CheckWorld, what: string) {
  const fields = what === 'dates' ? ['start_date', 'end_date'] : ['start_time', 'end_time'];
  const some = (await this.lists('tariffs', 1)).some((tariff) =>
    restrictions(tariff).some(([, one]) => fields.some((field) => one[field] != null)),
  );
  if (!some) throw new Unmet(`it lists no Tariff with ${what}`);
});

Then(
  /^the data is that (Location|EVSE|Connector) as listed$/,
  async function (this: CheckWorld, kind: 'Location' | 'EVSE' | 'Connector') {
    if (differencesToListed(this, kind).length === 0) return;
    // An object may have changed, or gone, since the list was read.
    await this.lists('locations', 1, true);
    await this.send('GET', this.answer.url);
    judge(differencesToListed(this, kind));
  },
);

function differencesToListed(world: CheckWorld, kind: 'Location' | 'EVSE' | 'Connector'): Finding[] {
  const { location, evse, connector } = world.kept;
  const found = places(world.list.objects).find(
    (one) =>
      encodeURIComponent(String(one.location.id)) === location &&
      encodeURIComponent(String(one.evse.uid)) === evse &&
      encodeURIComponent(String(one.connector.id)) === connector,
  );
  if (!found) throw new Unmet('its list changes while it is read');
  if (!succeeded(world.answer))
    return [{ pointer: '', message: `the ${kind} expected, got ${inShort(world.answer)}` }];
  const listed = { Location: found.location, EVSE: found.evse, Connector: found.connector }[kind];
  return differences(listed, world.data, ['last_updated', 'status'], '/data');
}

Then('every Location it lists has an EVSE that is not REMOVED', function (this: CheckWorld) {
  each(this, ({ evses }) =>
    list(evses).some(({ status }) => status !== 'REMOVED')
      ? []
      : [{ pointer: '/evses', message: 'must have an EVSE that is not REMOVED' }],
  );
});

Then('no EVSE it lists is newer than its Location', function (this: CheckWorld) {
  each(this, (location) =>
    list(location.evses).flatMap((evse, index) => newer(evse, location, `/evses/${index}/last_updated`)),
  );
});

Then('no Connector it lists is newer than its EVSE', function (this: CheckWorld) {
  eachEvse(this, (evse) =>
    list(evse.connectors).flatMap((connector, index) =>
      newer(connector, evse, `/connectors/${index}/last_updated`),
    ),
  );
});

Then('every EVSE it lists has a Connector', function (this: CheckWorld) {
  eachEvse(this, ({ connectors }) =>
    list(connectors).length > 0 ? [] : [{ pointer: '/connectors', message: 'must have at least 1 entry' }],
  );
});

Then('the Connectors of every EVSE it lists have different ids', function (this: CheckWorld) {
  eachEvse(this, ({ connectors }) => {
    const ids = list(connectors).map(({ id }) => id);
    const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
    return twice < 0
      ? []
      : [
          {
            pointer: `/connectors/${twice}/id`,
            message: `must be unique in its EVSE, got ${String(ids[twice])} again`,
          },
        ];
  });
});

Then('the coordinates of every Location it lists have six decimals', function (this: CheckWorld) {
  each(this, ({ coordinates, evses }) => [
    ...position(coordinates, '/coordinates'),
    ...list(evses).flatMap((evse, index) =>
      evse.coordinates == null ? [] : position(evse.coordinates, `/evses/${index}/coordinates`),
    ),
  ]);
});

Then('the country of every Location it lists has three letters', function (this: CheckWorld) {
  each(this, ({ country }) =>
    typeof country === 'string' && /^[A-Z]{3}$/i.test(country)
      ? []
      : [
          {
            pointer: '/country',
            message: `must be three letters (ISO 3166-1 alpha-3), got ${JSON.stringify(country)}`,
          },
        ],
  );
});

Then(
  'the opening hours of every Location it lists are times of a day, in order',
  function (this: CheckWorld) {
    each(this, ({ opening_times }) =>
      regular(opening_times).flatMap(({ weekday, period_begin, period_end }, index) => {
        const pointer = `/opening_times/regular_hours/${index}`;
        const times = [period_begin, period_end].map(String);
        if (!times.every((time) => timeOfDay.test(time)) || String(period_end) <= String(period_begin))
          return [{ pointer, message: `must be times of a day in order, got ${times.join(' to ')}` }];
        return Number.isInteger(weekday) && Number(weekday) >= 1 && Number(weekday) <= 7
          ? []
          : [{ pointer: `${pointer}/weekday`, message: `must be 1 to 7, got ${JSON.stringify(weekday)}` }];
      }),
    );
  },
);

Then(
  'the times of day of every Tariff it lists exist',
  restrictionsMatch(['start_time', 'end_time'], /^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 13:30'),
);
Then(
  'the dates of every Tariff it lists are dates',
  restrictionsMatch(['start_date', 'end_date'], /^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-01-31'),
);

Then(/^every time in its \w+ ends in Z and has whole seconds$/, function (this: CheckWorld) {
  each(this, (object) =>
    timesIn(object).flatMap(([pointer, time]) =>
      /:\d\dZ$/.test(time)
        ? []
        : [{ pointer, message: `must end in Z and have whole seconds, got "${time}"` }],
    ),
  );
});

Then(
  /^every (Session|CDR) it lists has (\w+) and not (\w+)$/,
  function (this: CheckWorld, _kind: string, right: string, wrong: string) {
    each(this, (object) => {
      const missing = object[right] === undefined || object[wrong] !== undefined;
      return missing ? [{ pointer: `/${right}`, message: `is required; ${wrong} is no field here` }] : [];
    });
  },
);

Then('every Session it lists has at most one EVSE with one Connector', function (this: CheckWorld) {
  each(this, ({ location }) => {
    const evses = list((location as Json | undefined)?.evses);
    const few = evses.length <= 1 && evses.every(({ connectors }) => list(connectors).length <= 1);
    return few
      ? []
      : [{ pointer: '/location/evses', message: 'must hold the EVSE and Connector in use only' }];
  });
});

Then('the totals of every CDR it lists agree with its periods', function (this: CheckWorld) {
  each(this, ({ charging_periods, total_energy, total_time, total_parking_time }) => {
    const volumes = list(charging_periods).flatMap(({ dimensions }) => list(dimensions));
    const energy = volumes
      .filter(({ type }) => type === 'ENERGY')
      .reduce((sum, { volume }) => sum + Number(volume), 0);
    if (volumes.some(({ type }) => type === 'ENERGY') && Math.abs(energy - Number(total_energy)) > 0.01)
      return [
        {
          pointer: '/total_energy',
          message: `must be the sum of the periods, ${energy}, got ${String(total_energy)}`,
        },
      ];
    return Number(total_parking_time ?? 0) > Number(total_time)
      ? [{ pointer: '/total_time', message: 'must be at least total_parking_time' }]
      : [];
  });
});

Given(/^it lists a (valid )?Token$/, async function (this: CheckWorld, valid: string | null) {
  chooseToken(this, await this.lists('tokens', 1), (token) => !valid || token.valid === true);
});

Given(/^it lists a Token of type (\w+)$/, async function (this: CheckWorld, type: string) {
  chooseToken(
    this,
    await this.lists('tokens', 1),
    (token) => token.type === type,
    `no Token of type ${type}`,
  );
});

Given('it lists a Token of type OTHER whose uid no RFID card has', async function (this: CheckWorld) {
  const tokens = await this.lists('tokens', 1);
  const cards = tokens.filter(({ type }) => type === 'RFID').map(({ uid }) => uid);
  chooseToken(
    this,
    tokens,
    ({ type, uid }) => type === 'OTHER' && !cards.includes(uid),
    'no such Token of type OTHER',
  );
});

Given('it lists a Token that is not valid', async function (this: CheckWorld) {
  chooseToken(
    this,
    await this.lists('tokens', 1),
    ({ valid }) => valid === false,
    'no Token that is not valid',
  );
});

Given('it lists a Token that is not always on the white list', async function (this: CheckWorld) {
  const tokens = await this.lists('tokens', 1);
  chooseToken(this, tokens, ({ whitelist }) => whitelist !== 'ALWAYS', 'only Tokens of whitelist ALWAYS');
});

Given('it lists a Token of type APP_USER or AD_HOC_USER', async function (this: CheckWorld) {
  const users = (await this.lists('tokens', 1)).filter(isUser);
  if (users.length === 0) throw new Unmet('it lists no such Token');
});

Then('every such Token it lists has the whitelist NEVER', function (this: CheckWorld) {
  each(this, (token) =>
    !isUser(token) || token.whitelist === 'NEVER'
      ? []
      : [{ pointer: '/whitelist', message: `must be NEVER, got ${String(token.whitelist)}` }],
  );
});

function isUser({ type }: Json): boolean {
  return type === 'APP_USER' || type === 'AD_HOC_USER';
}

function chooseToken(
  world: CheckWorld,
  tokens: Json[],
  fits: (token: Json) => boolean,
  lack = 'no such Token',
): void {
  const token = tokens.find(fits);
  if (!token) throw new Unmet(`it lists ${lack}`);
  Object.assign(world.kept, { token: encodeURIComponent(String(token.uid)), type: String(token.type) });
}

function choose(world: CheckWorld, location: Json, evse: Json, connector: Json): void {
  const [page] = world.list.pages;
  if (page) world.exchanges.push(page);
  Object.assign(world.kept, {
    location: encodeURIComponent(String(location.id)),
    evse: encodeURIComponent(String(evse.uid)),
    connector: encodeURIComponent(String(connector.id)),
  });
}

/**
 * Judges every object of the list; the findings say which object is meant, and the check shows the pages with findings.
 */
function each(world: CheckWorld, findingsOf: (object: Json) => Finding[]): void {
  const all = world.list.objects.flatMap((object) =>
    findingsOf(object).map(({ pointer, message }) => ({
      pointer,
      message: `${message} (${world.module} ${identity(object)})`,
    })),
  );
  const [page] = world.list.pages;
  if (page && !world.exchanges.includes(page)) world.exchanges.push(page);
  judge(all);
}

function eachEvse(world: CheckWorld, findingsOf: (evse: Json) => Finding[]): void {
  each(world, ({ evses }) =>
    list(evses).flatMap((evse, index) =>
      findingsOf(evse).map(({ pointer, message }) => ({ pointer: `/evses/${index}${pointer}`, message })),
    ),
  );
}

function places(locations: Json[]) {
  return locations.flatMap((location) =>
    list(location.evses).flatMap((evse) =>
      list(evse.connectors).map((connector) => ({ location, evse, connector })),
    ),
  );
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function regular(hours: unknown): Json[] {
  return list((hours as Json | null | undefined)?.regular_hours);
}

function restrictions({ elements }: Json): [pointer: string, Json][] {
  return list(elements).flatMap(({ restrictions: one }, index): [string, Json][] =>
    one == null ? [] : [[`/elements/${index}/restrictions`, one as Json]],
  );
}

function restrictionsMatch(fields: string[], shape: RegExp, words: string) {
  return function (this: CheckWorld) {
    each(this, (tariff) =>
      restrictions(tariff).flatMap(([pointer, one]) =>
        fields
          .filter((field) => one[field] != null && !shape.test(String(one[field])))
          .map((field) => ({
            pointer: `${pointer}/${field}`,
            message: `must be ${words}, got ${String(one[field])}`,
          })),
      ),
    );
  };
}

function newer(part: Json, whole: Json, pointer: string): Finding[] {
  const [later, bound] = [Date.parse(utc(part.last_updated)), Date.parse(utc(whole.last_updated))];
  return later > bound
    ? [
        {
          pointer,
          message: `must not be later than ${String(whole.last_updated)}, got ${String(part.last_updated)}`,
        },
      ]
    : [];
}

function utc(time: unknown): string {
  return String(time).replace(/Z?$/, 'Z');
}

function position(coordinates: unknown, pointer: string): Finding[] {
  const { latitude, longitude } = (coordinates ?? {}) as Json;
  return [
    ...(/^-?\d{1,2}\.\d{6}$/.test(String(latitude))
      ? []
      : [
          {
            pointer: `${pointer}/latitude`,
            message: `must have six decimals such as "51.047599", got ${JSON.stringify(latitude)}`,
          },
        ]),
    ...(/^-?\d{1,3}\.\d{6}$/.test(String(longitude))
      ? []
      : [
          {
            pointer: `${pointer}/longitude`,
            message: `must have six decimals such as "3.729944", got ${JSON.stringify(longitude)}`,
          },
        ]),
  ];
}

function timesIn(value: unknown, pointer = ''): [pointer: string, time: string][] {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? [[pointer, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => timesIn(inner, `${pointer}/${name}`));
}

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

function judge(findings: Finding[]): void {
  if (findings.length > 0) throw new Breach(findings.slice(0, 20));
}

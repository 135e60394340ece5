import assert from 'node:assert/strict';
import { type DataTable, Given, When } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { type JsonObject } from '../support/http-call.ts';
import { changed, readValue } from '../support/json-at-path.ts';
import { specExamples } from '../support/ocpi-spec-examples.ts';

const whole = new Set(['PUT', 'POST']);

/** The party sends a request without body to the hub. */
When(
  '{party} sends {method} {path}',
  async function (this: Market, name: string, method: string, path: string) {
    await this.send(name, method, path);
  },
);

/** The party sends the object as body. */
When(
  '{party} sends {method} {path} with {object}',
  async function (this: Market, name: string, method: string, path: string, mention: Mention) {
    await sendObject(this, { name, method, path, mention });
  },
);

/** The party sends the object as body, with one field changed; `absent` for none. */
When(
  '{party} sends {method} {path} with {object}, where {field} is {value}',
  async function (
    this: Market,
    name: string,
    method: string,
    path: string,
    mention: Mention,
    field: string,
    value: string,
  ) {
    await sendObject(this, { name, method, path, mention, changes: [[field, value]] });
  },
);

/** The party sends the object as body, without one field. */
When(
  '{party} sends {method} {path} with {object}, without {field}',
  async function (this: Market, name: string, method: string, path: string, mention: Mention, field: string) {
    await sendObject(this, { name, method, path, mention, changes: [[field, 'absent']] });
  },
);

/** The party sends the object as body, with the fields of the table changed; `absent` for none. */
When(
  '{party} sends {method} {path} with {object}, where:',
  async function (
    this: Market,
    name: string,
    method: string,
    path: string,
    mention: Mention,
    table: DataTable,
  ) {
    await sendObject(this, { name, method, path, mention, changes: table.raw() });
  },
);

/** The party sends the doc string as body. */
When(
  '{party} sends {method} {path} with body:',
  async function (this: Market, name: string, method: string, path: string, body: string) {
    await this.send(name, method, path, { body });
  },
);

/** The party sends an example of the specification's own text as body, by its name in `support/ocpi-spec-examples.ts`. */
When(
  '{party} sends {method} {path} with the example {string} of the specification',
  async function (this: Market, name: string, method: string, path: string, which: string) {
    const example = specExamples[which];
    assert.ok(example, `no example ${which}`);
    await this.send(name, method, path, { body: JSON.stringify(example) });
  },
);

/** The party sends the rest of the line as body. */
When(
  '{party} sends {method} {path} with the body {value}',
  async function (this: Market, name: string, method: string, path: string, body: string) {
    await this.send(name, method, path, { body });
  },
);

/** The next request has the headers of the table; `absent` leaves one out. */
Given('the next request carries:', function (this: Market, table: DataTable) {
  for (const [name, value] of table.raw()) this.nextHeaders[String(name)] = this.fill(String(value));
});

/** The next request has the header with this value; `EMPTY` is an empty one. */
Given(
  'the next request carries the header {word} {value}',
  function (this: Market, name: string, value: string) {
    this.nextHeaders[name] = value === 'EMPTY' ? '' : this.fill(value);
  },
);

/** The next request goes without this header. */
Given('the next request carries no {word} header', function (this: Market, name: string) {
  this.nextHeaders[name] = 'absent';
});

/** The next request has To headers of the party or the hub. */
Given('the next request is addressed to {routed}', function (this: Market, name: string) {
  route(this, 'to', name);
});

/** The next request has From headers of the party or the hub. */
Given('the next request comes from {routed}', function (this: Market, name: string) {
  route(this, 'from', name);
});

interface Sending {
  name: string;
  method: string;
  path: string;
  mention: Mention;
  changes?: string[][];
}

/** Sends an object with some fields changed; later steps compare with a whole object that was sent. */
async function sendObject(
  market: Market,
  { name, method, path, mention, changes = [] }: Sending,
): Promise<void> {
  const owner = mention.owner ?? name;
  let object: JsonObject = withResponseUrl(market, name, market.object(mention, owner));
  for (const [field = '', value = ''] of changes) {
    object = changed(object, field, value === 'absent' ? undefined : readValue(market.fill(value)));
  }
  await market.send(name, method, path, { body: JSON.stringify(object) });
  if (whole.has(method) && market.answer.json?.status_code === 1000) market.keep(mention, owner, object);
}

/** Adds a `response_url` of the sender's own to a command, different for every command. */
function withResponseUrl(market: Market, name: string, object: JsonObject): JsonObject {
  if (object.response_url !== '') return object;
  const { partner } = market.party(name);
  results += 1;
  return {
    ...object,
    response_url: `${partner.url}${partner.endpoints.commands}/result/${results}?n=${results}`,
  };
}

let results = 0;

function route(market: Market, direction: 'to' | 'from', name: string): void {
  const { country_code, party_id } = market.idOf(name);
  market.nextHeaders[`OCPI-${direction}-country-code`] = country_code;
  market.nextHeaders[`OCPI-${direction}-party-id`] = party_id;
}

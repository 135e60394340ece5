import { type DataTable, Given, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { readValue } from '../support/json-at-path.ts';
import type { Reply } from '../support/partner-types.ts';
import { envelope } from '../support/well-behaved-answers.ts';

/** The party answers requests to this path and below with this status and a page of HTML. */
Given(
  '{party} answers {method} {path} with HTTP {int}',
  function (this: Market, name: string, method: string, path: string, status: number) {
    const html = { body: '<html><h1>Sorry</h1></html>', headers: { 'content-type': 'text/html' } };
    answer(this, name, method, path, { status, ...html });
  },
);

/** The party answers requests to this path and below with this status and an envelope of this code. */
Given(
  '{party} answers {method} {path} with HTTP {int} and status code {int}',
  function (this: Market, name: string, method: string, path: string, status: number, code: number) {
    answer(this, name, method, path, { status, json: envelope(code, undefined, `${name} says ${code}`) });
  },
);

/** The party answers requests to this path and below with HTTP 200 and an envelope of this code. */
Given(
  '{party} answers {method} {path} with status code {int}',
  function (this: Market, name: string, method: string, path: string, code: number) {
    answer(this, name, method, path, { json: envelope(code, undefined, `${name} says ${code}`) });
  },
);

/** The party answers requests to this path and below with success and this data. */
Given(
  '{party} answers {method} {path} with data {value}',
  function (this: Market, name: string, method: string, path: string, data: string) {
    answer(this, name, method, path, { json: envelope(1000, readValue(this.fill(data))) });
  },
);

/** The party answers requests to this path and below with HTTP 200 and this text as body. */
Given(
  '{party} answers {method} {path} with the body {value}',
  function (this: Market, name: string, method: string, path: string, body: string) {
    answer(this, name, method, path, { body: this.fill(body) });
  },
);

/** The party answers requests to this path and below as usual, later by this time. */
Given(
  '{party} answers {method} {path} {int} ms late',
  function (this: Market, name: string, method: string, path: string, delay: number) {
    answer(this, name, method, path, { delay });
  },
);

/** The party leaves requests to this path and below without an answer, the connection open. */
Given(
  '{party} does not answer {method} {path}',
  function (this: Market, name: string, method: string, path: string) {
    answer(this, name, method, path, { instead: 'hang' });
  },
);

/** The party closes the connection in answer to requests to this path and below. */
Given('{party} cuts {method} {path}', function (this: Market, name: string, method: string, path: string) {
  answer(this, name, method, path, { instead: 'cut' });
});

/** The party does what the requests ask for, and closes the connection in place of an answer. */
Given(
  '{party} takes {method} {path}, and its answer is lost',
  function (this: Market, name: string, method: string, path: string) {
    answer(this, name, method, path, { instead: 'lose' });
  },
);

/** The party forgets all the rules for its answers. */
Given('{party} answers as usual again', function (this: Market, name: string) {
  this.party(name).partner.behave();
});

/** The party's port refuses connections. */
Given('{party} cannot be reached', async function (this: Market, name: string) {
  await this.party(name).partner.goDark();
});

/** The party's port takes connections again. */
When('{party} can be reached again', async function (this: Market, name: string) {
  await this.party(name).partner.open();
});

/** The party leaves X-Request-ID and X-Correlation-ID out of its answers from now on. */
Given('{party} returns no message ids', function (this: Market, name: string) {
  this.party(name).partner.echoesIds = false;
});

/** The party adds the headers of the table to each of its answers from now on. */
Given("{party}'s answers carry:", function (this: Market, name: string, table: DataTable) {
  const headers = table.raw().map(([header, value]) => [header, this.fill(String(value))]);
  this.party(name).partner.answerHeaders = Object.fromEntries(headers);
});

/** Makes a partner answer otherwise on a path and all below it; `*` is every path, the query does not count. */
function answer(market: Market, name: string, method: string, path: string, reply: Reply): void {
  const literal = market.fill(path).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = path === '*' ? /.*/ : new RegExp(`^${literal}(/|$)`);
  market.party(name).partner.answers(method, pattern, reply);
}

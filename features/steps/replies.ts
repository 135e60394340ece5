import { type DataTable, Given, When } from '@cucumber/cucumber';
import { readValue } from '../support/json.ts';
import { envelope } from '../support/partner-answers.ts';
import type { Reply } from '../support/platform.ts';
import type { Market } from '../support/world.ts';

Given(
  '{party} answers {method} {path} with HTTP {int}',
  function (this: Market, name: string, method: string, path: string, status: number) {
    const html = { body: '<html><h1>Sorry</h1></html>', headers: { 'content-type': 'text/html' } };
    answer(this, name, method, path, { status, ...html });
  },
);

Given(
  '{party} answers {method} {path} with HTTP {int} and status code {int}',
  function (this: Market, name: string, method: string, path: string, status: number, code: number) {
    answer(this, name, method, path, { status, json: envelope(code, undefined, `${name} says ${code}`) });
  },
);

Given(
  '{party} answers {method} {path} with status code {int}',
  function (this: Market, name: string, method: string, path: string, code: number) {
    answer(this, name, method, path, { json: envelope(code, undefined, `${name} says ${code}`) });
  },
);

Given(
  '{party} answers {method} {path} with data {value}',
  function (this: Market, name: string, method: string, path: string, data: string) {
    answer(this, name, method, path, { json: envelope(1000, readValue(this.fill(data))) });
  },
);

Given(
  '{party} answers {method} {path} with the body {value}',
  function (this: Market, name: string, method: string, path: string, body: string) {
    answer(this, name, method, path, { body: this.fill(body) });
  },
);

Given(
  '{party} answers {method} {path} {int} ms late',
  function (this: Market, name: string, method: string, path: string, delay: number) {
    answer(this, name, method, path, { delay });
  },
);

Given(
  '{party} does not answer {method} {path}',
  function (this: Market, name: string, method: string, path: string) {
    answer(this, name, method, path, { instead: 'hang' });
  },
);

Given('{party} cuts {method} {path}', function (this: Market, name: string, method: string, path: string) {
  answer(this, name, method, path, { instead: 'cut' });
});

Given(
  '{party} takes {method} {path}, and its answer is lost',
  function (this: Market, name: string, method: string, path: string) {
    answer(this, name, method, path, { instead: 'lose' });
  },
);

Given('{party} answers as usual again', function (this: Market, name: string) {
  this.party(name).partner.behave();
});

Given('{party} cannot be reached', async function (this: Market, name: string) {
  await this.party(name).partner.goDark();
});

When('{party} can be reached again', async function (this: Market, name: string) {
  await this.party(name).partner.open();
});

Given('{party} returns no message ids', function (this: Market, name: string) {
  this.party(name).partner.echoesIds = false;
});

Given("{party}'s answers carry:", function (this: Market, name: string, table: DataTable) {
  const headers = table.raw().map(([header, value]) => [header, this.fill(String(value))]);
  this.party(name).partner.answerHeaders = Object.fromEntries(headers);
});

/** The rule holds for the path and all below it; `*` is every path, a query does not count. */
function answer(market: Market, name: string, method: string, path: string, reply: Reply): void {
  const literal = market.fill(path).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = path === '*' ? /.*/ : new RegExp(`^${literal}(/|$)`);
  market.party(name).partner.answers(method, pattern, reply);
}

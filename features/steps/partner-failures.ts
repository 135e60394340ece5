import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { Given, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { failure } from '../support/partner-failures.ts';
import type { Received } from '../support/partner-types.ts';
import { fence } from '../support/wait-until-sent.ts';
import { envelope } from '../support/well-behaved-answers.ts';

/** The party answers one request to this very path with a failure of `support/partner-failures.ts`. */
Given(
  '{party} fails once at {method} {path} by {}',
  function (this: Market, name: string, method: string, path: string, how: string) {
    this.party(name).partner.answers(method, exactly(this, path), failure(how), 1);
  },
);

/** The party answers one request with a redirect to an HTML page. */
Given(
  '{party} leads {method} {path} once to a login page',
  function (this: Market, name: string, method: string, path: string) {
    const { partner } = this.party(name);
    partner.answers('*', /^\/login$/, failure('HTML with HTTP 200'));
    partner.answers(method, exactly(this, path), { status: 302, headers: { location: '/login' } }, 1);
  },
);

/** The party receives exactly two equal requests, the second of which it takes. */
Then(
  '{party} takes {method} {path} at the second attempt, with the same bytes',
  async function (this: Market, name: string, method: string, path: string) {
    const attempts = () => this.party(name).partner.requests(method, this.fill(path));
    await eventually(() => assert.equal(attempts().length, 2));
    await eventually(() => assert.match(attempts()[1]?.answered?.body ?? '', /"status_code":1000/));
    assert.equal(attempts()[1]?.body, attempts()[0]?.body);
    await fence(this, this.party(name));
    assert.equal(attempts().length, 2, 'and not once more');
  },
);

/** The end of the pause that a partner has asked for by Retry-After, in milliseconds since 1970. */
const pauses = new WeakMap<Received[], number>();

/** The party answers one request with this status and a Retry-After in `seconds` or as `a date`. */
Given(
  '{party} asks once at {method} {path} for a pause, by HTTP {int} and {}',
  function (this: Market, name: string, method: string, path: string, status: number, form: string) {
    const { partner } = this.party(name);
    let asked = false;
    partner.reader = (received) => {
      if (asked || received.method !== method || !exactly(this, path).test(received.path)) return undefined;
      asked = true;
      // HTTP dates have whole seconds: of the pause at least one and a half remain.
      const until =
        form === 'seconds' ? received.time + 1000 : Math.floor((received.time + 2500) / 1000) * 1000;
      pauses.set(partner.received, until);
      const after = form === 'seconds' ? '1' : new Date(until).toUTCString();
      return { status, body: 'Later', headers: { 'retry-after': after } };
    };
  },
);

/** The hub sends the party nothing until the pause that it asked for is over. */
Then('{party} was left alone until its pause was over', async function (this: Market, name: string) {
  const { received } = this.party(name).partner;
  const until = pauses.get(received) ?? Number.NaN;
  const first = received.findIndex(({ answered }) => answered?.body === 'Later');
  const next = await eventually(() => {
    const found = received[first + 1];
    assert.ok(found, 'nothing has come since');
    return found;
  });
  // A timer of the hub may fire some milliseconds early.
  assert.ok(next.time >= until - 20, `${next.method} ${next.path} came ${until - next.time} ms too early`);
});

/** The party fails at PATCH of the path and answers GET with `nothing`, `what it was` or `the change`. */
Given(
  '{party} refuses to change {path} by {}, and shows {}',
  function (this: Market, name: string, path: string, how: string, shown: string) {
    const { partner } = this.party(name);
    const at = this.fill(path);
    const before = () => partner.requests('PUT', at).at(-1)?.json ?? {};
    let changes: JsonObject = {};
    partner.reader = ({ method, path: asked, url, json }) => {
      // The partner's web framework redirects back when the path has the slash that it asked for.
      if (asked === `${at}/`) return { status: 307, headers: { location: url.replace(/\/$/, '') } };
      if (asked !== at) return undefined;
      if (method === 'PATCH') {
        changes = json ?? {};
        return failure(how);
      }
      if (method !== 'GET') return undefined;
      if (shown === 'nothing') return { status: 404, json: envelope(2003, undefined, 'unknown') };
      return { json: envelope(1000, shown === 'the change' ? { ...before(), ...changes } : before()) };
    };
  },
);

/** The hub reads the object after the refused change (`once`, else not at all), and then puts it (`once`, else not). */
Then(
  '{party} has looked at {path} {word}, and then received PUT {word}',
  async function (this: Market, name: string, path: string, looks: string, puts: string) {
    const { partner } = this.party(name);
    const wanted = [looks, puts].map((word) => (word === 'once' ? 1 : 0));
    const since = () => {
      const at = this.fill(path);
      const change = partner.received.findIndex((one) => one.method === 'PATCH' && one.path === at);
      const rest = partner.received.slice(change).filter((one) => one.path === at);
      return ['GET', 'PUT'].map((method) => rest.filter((one) => one.method === method));
    };
    const counts = () => since().map(({ length }) => length);
    await eventually(() => assert.deepEqual(counts(), wanted));
    await fence(this, this.party(name));
    assert.deepEqual(counts(), wanted, 'and no more');
    if (puts === 'once') assert.equal(since()[1]?.[0]?.json?.name, 'Changed');
  },
);

const page = 33 * 1_048_576;

/** The party answers list requests with a higher limit than this with more bytes than the hub reads. */
Given(
  '{party} makes pages of {word} of more than {int} objects larger than the hub reads',
  function (this: Market, name: string, module: string, most: number) {
    const { partner } = this.party(name);
    // The answer is compressed, so that it is large only where it is decompressed.
    const bytes = gzipSync(`{"status_code":1000,"data":[${' '.repeat(page)}]}`);
    partner.reader = ({ method, path, query }) =>
      method === 'GET' && path === module && Number(query.limit) > most
        ? { bytes, headers: { 'content-encoding': 'gzip' } }
        : undefined;
  },
);

/** The last requests for the module had these limits, in this order. */
Then(
  '{party} was asked for pages of {word} of {}',
  function (this: Market, name: string, module: string, sizes: string) {
    const asked = this.party(name)
      .partner.requests('GET', module)
      .map(({ query }) => query.limit);
    assert.equal(asked.slice(-sizes.split(', ').length).join(', '), sizes, asked.join(', '));
  },
);

/** A pattern that matches exactly the path of a rule for the partner's answers. */
function exactly(market: Market, path: string): RegExp {
  return new RegExp(`^${market.fill(path).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

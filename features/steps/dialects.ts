import assert from 'node:assert/strict';
import { type DataTable, Given, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import type { Reply } from '../support/partner-types.ts';
import { foreignIn, foreignTo } from '../support/properties-of-2.1.1-classes.ts';
import { envelope } from '../support/well-behaved-answers.ts';

/** Answers by which systems with closed schemas refuse an object, by the feature's words. */
const refusals: Record<string, (names: string[]) => Reply> = {
  'HTTP 400 and no words': () => ({ status: 400, body: '' }),
  'HTTP 400 and HTML': () => ({ status: 400, body: '<h1>Bad Request</h1>' }),
  'HTTP 422 and its detail': (names) => ({ status: 422, json: { detail: `extra fields: ${names}` } }),
  'HTTP 422 and bare words': () => ({ status: 422, json: { detail: 'Unprocessable Entity' } }),
  'HTTP 200 and 2001': () => ({ json: envelope(2001, undefined, 'Invalid or missing parameters') }),
  'HTTP 200 and 2000': () => ({ json: envelope(2000, undefined, 'Client error') }),
  'HTTP 200 and 2002': () => ({ json: envelope(2002) }),
  'HTTP 409 and no words': () => ({ status: 409, body: '' }),
  'HTTP 400 and 2001': () => ({ status: 400, json: envelope(2001) }),
  'the name of what it refuses': (names) => ({
    json: envelope(2001, undefined, `unknown field or value: ${names[0]}`),
  }),
};

/** The party checks bodies against a closed schema of 2.1.1-d2 and refuses in this way. */
Given('{party} refuses what is not 2.1.1-d2 with {}', function (this: Market, name: string, how: string) {
  const refusal = refusals[how];
  assert.ok(refusal, `there is no refusal ${how}, only ${Object.keys(refusals).join('; ')}`);
  this.party(name).partner.reader = ({ method, path, module, json }) => {
    const pushed =
      ['PUT', 'PATCH', 'POST'].includes(method) && module !== 'credentials' && json !== undefined;
    const foreign = pushed ? foreignIn(path, json) : [];
    return foreign.length > 0 ? refusal(foreign) : undefined;
  };
});

/** The party refuses each write whose body has this field, with status code 2001. */
Given('{party} refuses whatever has {word}', function (this: Market, name: string, word: string) {
  this.party(name).partner.reader = ({ method, body, module }) =>
    method !== 'GET' && module !== 'credentials' && new RegExp(`"${word}"`).test(body)
      ? { json: envelope(2001, undefined, `what is ${word}?`) }
      : undefined;
});

/** The party takes whatever comes again. */
Given('{party} reads with tolerance again', function (this: Market, name: string) {
  this.party(name).partner.reader = undefined;
});

/** The newest request of this kind that the party answered with success has these fields; `absent` for none. */
Then(
  '{party} has taken {method} {path} with:',
  async function (this: Market, name: string, method: string, path: string, table: DataTable) {
    await eventually(() => {
      const all = this.party(name).partner.requests(method, this.fill(path));
      const took = all
        .filter(
          ({ answered }) =>
            (answered?.status ?? 500) < 300 && !/"status_code":[^1]/.test(answered?.body ?? ''),
        )
        .at(-1);
      assert.ok(took, `${all.length} came, none was taken: ${all.map(({ body }) => body).join('\n')}`);
      for (const [field = '', value = ''] of table.raw()) assertField(took.json, field, this.fill(value));
    });
  },
);

/** The profile that the hub has of the party shows these extensions, and `learnt` where nobody set them. */
Then('the extensions of {party} read {string}', async function (this: Market, name: string, words: string) {
  this.asker = this.party(name);
  await eventually(async () => assert.equal(await extensionsOf(this), words));
});

/** Each object in the data has fields and values of 2.1.1-d2 alone. */
Then('everything in the data is 2.1.1-d2: {word}', function (this: Market, kind: string) {
  const { data } = this.answer.json as JsonObject;
  assert.ok(data, JSON.stringify(this.answer.json));
  assert.ok(!Array.isArray(data) || data.length > 0, 'the list is empty');
  assert.deepEqual(foreignTo(kind, data), []);
});

/** The operator registers with the options push false and these extensions. */
Given(
  'operator {word} that is pushed no Tokens and has the option extensions {string}',
  async function (this: Market, name: string, extensions: string) {
    const { partner } = await this.operator(name);
    const options = { push: false, extensions };
    const { status } = await this.admin('PATCH', `/admin/connections/${partner.connection}`, { options });
    assert.equal(status, 200);
  },
);

/** Both parties register, and their connections have this value of the option `extensions`; 2.2.1 stands for a provider of that version. */
Given(
  'operator {word} and provider {word} in the dialect {word}',
  async function (this: Market, operator: string, provider: string, extensions: string) {
    const { partner: cpo } = await this.operator(operator);
    const isNewer = extensions === '2.2.1';
    const { partner: emsp } = await this.provider(provider, isNewer ? extensions : undefined);
    const options: JsonObject = isNewer ? { tax_percent: 'none' } : { extensions };
    for (const { connection } of [cpo, emsp]) {
      const { status } = await this.admin('PATCH', `/admin/connections/${connection}`, {
        options,
      });
      assert.equal(status, 200);
    }
  },
);

/** The output of `ocpi-hub profile`: the value of `extensions`, and whether it was learnt. */
async function extensionsOf(market: Market): Promise<string> {
  const { json } = await market.admin('GET', `/admin/connections/${market.asker?.partner.connection}`);
  const { extensions } = json?.profile as JsonObject;
  const learnt = (json?.profile_learnt as string[]).includes('extensions');
  return `${String(extensions)}${learnt ? ', learnt' : ''}`;
}

function assertField(json: unknown, field: string, value: string): void {
  const found = field.split('.').reduce<unknown>((at, key) => (at as JsonObject | undefined)?.[key], json);
  const text = found === undefined ? 'absent' : typeof found === 'string' ? found : JSON.stringify(found);
  assert.equal(text, value, `${field} of ${JSON.stringify(json)}`);
}

import assert from 'node:assert/strict';
import { type DataTable, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import type { JsonObject } from '../support/http-call.ts';
import { allAnswers, tryEach } from '../support/send-object-variants.ts';
import { sendBytes } from '../support/send-raw-bytes.ts';
import { told } from './check-answers.ts';

/** The party sends each method to each path of the table, with each id in place of `{id}`. */
When(
  '{party} tries {methods} with each id of {string} on each of:',
  async function (this: Market, name: string, methods: string[], ids: string, table: DataTable) {
    const paths = table.raw().flatMap(([path = '']) => ids.split(' ').map((id) => path.replace('{id}', id)));
    await tryEach(this, name, methods, paths);
  },
);

/** Each answer but those of the first status has this status and status_code, and its message names the id. */
Then(
  'every answer that is not HTTP {int} is HTTP {int} with status code {int}, and names the id',
  function (this: Market, except: number, status: number, code: number) {
    let looked = 0;
    allAnswers(this, ({ answer }) => {
      if (answer.status === except) return true;
      looked += 1;
      const { status_code, status_message } = answer.json ?? {};
      return answer.status === status && status_code === code && /the id "/.test(String(status_message));
    });
    assert.ok(looked > 0, 'no answer is of another kind');
  },
);

/** The party writes the absolute URL into the request line, as a proxy expects it. */
When(
  '{party} sends {method} {path} by the whole URL',
  async function (this: Market, name: string, method: string, path: string) {
    const { partner } = this.party(name);
    const url = this.fill(path);
    const lines = [
      `${method} ${url} HTTP/1.1`,
      `Host: ${new URL(url).host}`,
      `Authorization: Token ${partner.tokenToHub}`,
      'Content-Type: application/json',
      'Content-Length: 2',
      'Connection: close',
    ];
    this.asker = this.party(name);
    this.answer = await sendBytes(url, Buffer.from(`${lines.join('\r\n')}\r\n\r\n{}`));
  },
);

/** The synchronisation just read rejected these two ids of the module, and each rejection points at the id. */
Then(
  'the synchronisation of {word} has rejected {string} and {string}, each for its id',
  function (this: Market, module: string, one: string, other: string) {
    const modules = this.answer.json?.modules as JsonObject[];
    const rejections = modules.find((each) => each.module === module)?.rejections as JsonObject[];
    assert.deepEqual(
      rejections.map(({ id, findings }) => [id, (findings as JsonObject[]).map(({ pointer }) => pointer)]),
      [
        [one, ['/id']],
        [other, ['/id']],
      ],
      told(this),
    );
  },
);

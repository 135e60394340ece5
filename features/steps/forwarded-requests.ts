import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { hubUrlFor, question, questionsTo } from '../support/remember-sent-commands.ts';
import { fence } from '../support/wait-until-sent.ts';

/** The operator has received the newest command with all its fields but the response_url unchanged. */
Then('{party} has received the command as {party} gave it', function (this: Market, name: string, _: string) {
  const received = questionsTo(this, name).at(-1);
  assert.ok(received?.json, `${name} was not asked`);
  assert.deepEqual({ ...received.json, response_url: '' }, { ...question(this).body, response_url: '' });
  this.seen = received;
});

/** The party has received no command and no profile request before a later marker object (the fence). */
Then('{party} has received no question', async function (this: Market, name: string) {
  await fence(this, this.party(name));
  assert.deepEqual(
    questionsTo(this, name).map(({ method, url }) => `${method} ${url}`),
    [],
  );
});

/** The party has received this many commands and profile requests before a later marker object (the fence). */
Then('{party} has received {int} question(s)', async function (this: Market, name: string, times: number) {
  await fence(this, this.party(name));
  assert.equal(questionsTo(this, name).length, times);
});

/** The party's questions came with this many response_urls, each at the hub and no two alike. */
Then(
  "the {int} response URLs that {party} was given are the hub's and all different",
  function (this: Market, times: number, name: string) {
    const urls = questionsTo(this, name).map((_, index) => hubUrlFor(this, name, index + 1));
    assert.equal(urls.length, times);
    assert.equal(new Set(urls).size, times, urls.join(' '));
    for (const url of urls) assert.ok(url.startsWith(`${this.hub.url}/`), url);
  },
);

/** The scenario keeps a field of the newest question to the party under a name. */
Then(
  'I keep {field} of the question to {party} as {word}',
  function (this: Market, field: string, name: string, as: string) {
    this.kept.set(as, String(questionsTo(this, name).at(-1)?.json?.[field]));
  },
);

/** The field of the newest question is a whole number that is `equal` to a kept value, or with any other word is not. */
Then(
  'the {field} of the question to {party} is a whole number, {word} {word}',
  function (this: Market, field: string, name: string, relation: string, kept: string) {
    const value = questionsTo(this, name).at(-1)?.json?.[field];
    assert.ok(Number.isInteger(value), String(value));
    assert.equal(String(value) === this.kept.get(kept), relation === 'equal', `${value} against ${kept}`);
  },
);

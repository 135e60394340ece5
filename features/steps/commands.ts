import assert from 'node:assert/strict';
import { type DataTable, defineParameterType, Given, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { JsonObject } from '../support/http-call.ts';
import { changed, readValue } from '../support/json-at-path.ts';
import {
  hubUrlFor,
  type Question,
  questionsTo,
  remember,
  resultUrl,
} from '../support/remember-sent-commands.ts';
import { defaultIds, type Kind, sample } from '../support/sample-objects.ts';
import { told } from './check-answers.ts';

const kindOf: Record<string, Kind> = {
  START_SESSION: 'StartSession',
  RESERVE_NOW: 'ReserveNow',
  STOP_SESSION: 'StopSession',
  UNLOCK_CONNECTOR: 'UnlockConnector',
};

/** `START_SESSION`, `RESERVE_NOW`, `STOP_SESSION`, `UNLOCK_CONNECTOR`: a command of OCPI. */
defineParameterType({
  name: 'command',
  regexp: /START_SESSION|RESERVE_NOW|STOP_SESSION|UNLOCK_CONNECTOR/,
  transformer: (command: string) => command,
});

/** The provider sends the command with a response_url of its own and a Token that is new. */
When('{party} commands {command}', async function (this: Market, name: string, command: string) {
  await ask(this, name, command);
});

/** The provider sends the command with one field changed; `absent` for none. */
When(
  '{party} commands {command}, where {field} is {value}',
  async function (this: Market, name: string, command: string, field: string, value: string) {
    await ask(this, name, command, [[field, value]]);
  },
);

/** The provider sends the command with the fields of the table changed; `absent` for none. */
When(
  '{party} commands {command}, where:',
  async function (this: Market, name: string, command: string, table: DataTable) {
    await ask(this, name, command, table.raw());
  },
);

/** The provider sends the command, and the operator's answer is ACCEPTED. */
Given(
  '{party} has commanded {command}, and {party} has accepted',
  async function (this: Market, name: string, command: string, operator: string) {
    await ask(this, name, command);
    assert.equal((this.answer.json?.data as JsonObject | undefined)?.result, 'ACCEPTED', told(this));
    assert.ok(questionsTo(this, operator).length > 0, `${operator} was not asked`);
  },
);

/** The provider has a command with a response_url of its own, to be sent by a later step. */
Given('{party} has prepared a command {command}', function (this: Market, name: string, command: string) {
  const kind = kindOf[command] as Kind;
  const object = this.object({ kind }, name);
  this.keep({ kind }, name, { ...object, response_url: resultUrl(this, name) });
});

/** The operator posts the result while the answer to the command is still to come. */
When(
  '{party} commands {command}, and {party} posts the result {word} before it answers',
  async function (this: Market, name: string, command: string, operator: string, result: string) {
    const before = questionsTo(this, operator).length;
    const answered = ask(this, name, command);
    await eventually(() => assert.ok(questionsTo(this, operator).length > before, 'it was not asked'));
    const body = JSON.stringify({ result });
    const posted = await this.party(operator).partner.send('POST', hubUrlFor(this, operator), { body });
    assert.equal(posted.json?.status_code, 1000, posted.body);
    await answered;
  },
);

async function ask(market: Market, name: string, command: string, changes: string[][] = []): Promise<void> {
  const { question, send } = prepare(market, name, command, changes);
  remember(market, question);
  await send();
}

/**
 * Makes a command with a response URL of its own, without sending it. Its Token is that of the samples' driver with
 * another uid, which no other scenario's provider owns.
 */
export function prepare(
  market: Market,
  asker: string,
  command: string,
  changes: string[][],
): { question: Question; send: () => Promise<unknown> } {
  const kind = kindOf[command] as Kind;
  let body = JSON.parse(market.fill(JSON.stringify(sample(kind, defaultIds[kind])))) as JsonObject;
  body.response_url = resultUrl(market, asker);
  if (body.token) body = changed(body, 'token.uid', `TOK1-${market.country}`);
  for (const [field = '', value = ''] of changes)
    body = changed(body, field, value === 'absent' ? undefined : readValue(market.fill(value)));
  const send = () => market.send(asker, 'POST', `commands/${command}`, { body: JSON.stringify(body) });
  return { question: { asker, responseUrl: String(body.response_url), body }, send };
}

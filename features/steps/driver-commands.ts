import assert from 'node:assert/strict';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import type { JsonObject } from '../support/http-call.ts';
import { hubUrlFor, question, questionsTo, remember } from '../support/remember-sent-commands.ts';
import { fence } from '../support/wait-until-sent.ts';
import { envelope } from '../support/well-behaved-answers.ts';
import { routing, told, written } from './check-answers.ts';
import { arrived } from './command-results.ts';
import { prepare } from './commands.ts';

const commands: Record<string, string> = {
  'start charging': 'START_SESSION',
  'stop charging': 'STOP_SESSION',
  'keep a place free': 'RESERVE_NOW',
  'unlock the cable': 'UNLOCK_CONNECTOR',
};

/** `start charging`, `stop charging`, `keep a place free`, `unlock the cable`: a command in a driver's words. */
defineParameterType({
  name: 'deed',
  regexp: new RegExp(Object.keys(commands).join('|')),
  transformer: (deed: string) => commands[deed],
});

const reports: Record<string, string> = { success: 'ACCEPTED', failure: 'REJECTED' };

/** `success` (ACCEPTED) or `failure` (REJECTED): the result of a command. */
defineParameterType({
  name: 'outcome',
  regexp: /success|failure/,
  transformer: (outcome: string) => reports[outcome],
});

/** The operator answers commands with REJECTED. */
Given('{party} declines commands', function (this: Market, name: string) {
  const json = envelope(1000, { result: 'REJECTED' });
  this.party(name).partner.answers('POST', /^commands\//, { json });
});

/** The provider sends the command of this deed without routing headers. */
When('{party} asks to {deed}', async function (this: Market, name: string, command: string) {
  await ask(this, name, command);
});

/** The provider sends the command of this deed with To headers of the operator. */
When(
  '{party} asks {party} by name to {deed}',
  async function (this: Market, name: string, operator: string, command: string) {
    const { country_code, party_id } = this.party(operator);
    this.nextHeaders = { 'OCPI-to-country-code': country_code, 'OCPI-to-party-id': party_id };
    await ask(this, name, command);
  },
);

/** The operator's newest question is the command of this deed. */
Then('{party} has been asked to {deed}', function (this: Market, name: string, command: string) {
  assert.equal(questionsTo(this, name).at(-1)?.path, `commands/${command}`);
});

/** The party has received no command before a later marker object (the fence). */
Then('{party} has been asked nothing', async function (this: Market, name: string) {
  await fence(this, this.party(name));
  assert.deepEqual(questionsTo(this, name), []);
});

/** The command is answered ACCEPTED in the operator's name. */
Then('{party} has agreed', function (this: Market, name: string) {
  assert.equal(dataOf(this).result, 'ACCEPTED', told(this));
  assert.equal(routing(this.answer.headers).from, written(this, name), told(this));
});

/** The command is answered REJECTED in the operator's name. */
Then('{party} has declined', function (this: Market, name: string) {
  assert.equal(dataOf(this).result, 'REJECTED', told(this));
  assert.equal(routing(this.answer.headers).from, written(this, name), told(this));
});

/** The command is refused with status code 2003. */
Then('the hub knows no such location', function (this: Market) {
  assert.equal(this.answer.json?.status_code, 2003, told(this));
});

/** The command is answered UNKNOWN_SESSION. */
Then('the hub knows no such session', function (this: Market) {
  assert.equal(dataOf(this).result, 'UNKNOWN_SESSION', told(this));
});

/** The command is refused with status code 2002. */
Then('the hub asks to name the operator', function (this: Market) {
  assert.equal(this.answer.json?.status_code, 2002, told(this));
});

/** The operator posts the command's result, ACCEPTED or REJECTED, to the hub's response_url. */
When('{party} reports {outcome}', async function (this: Market, name: string, result: string) {
  await this.send(name, 'POST', hubUrlFor(this, name), { body: JSON.stringify({ result }) });
  assert.equal(this.answer.json?.status_code, 1000, told(this));
});

/** The provider receives the result ACCEPTED or REJECTED at its own response_url. */
Then('{party} hears of {outcome}', async function (this: Market, name: string, result: string) {
  await arrived(this, name, question(this), { result });
});

/** The provider receives the result TIMEOUT at its own response_url. */
Then('{party} hears that the time is over', async function (this: Market, name: string) {
  await arrived(this, name, question(this), { result: 'TIMEOUT' });
});

async function ask(market: Market, name: string, command: string): Promise<void> {
  const prepared = prepare(market, name, command, []);
  remember(market, prepared.question);
  await prepared.send();
}

function dataOf({ answer }: Market): JsonObject {
  return (answer.json?.data ?? {}) as JsonObject;
}

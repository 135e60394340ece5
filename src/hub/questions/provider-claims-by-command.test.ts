import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Party } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newMemory } from '../in-memory-state.ts';
import { type Ask, withClaim } from './provider-claims-by-command.ts';

const cpo: Party = 'NL*ABC';
const emsp: Party = 'DE*XYZ';
const driver: Ask = {
  token: { contract: 'DE-XYZ-C1', uid: 'U1', type: 'RFID', at: { contract: '', uid: '' } },
};

test('question and claim become durable side by side, and the command is sent after both (HCMD-17)', async () => {
  for (const last of ['question', 'claim']) {
    const { store, question, sent, reply } = ask('START_SESSION', driver);
    assert.equal(question.begun, 1);
    await turn();
    assert.ok(store.begun > 0, 'the claim is being stored while the question is not durable yet');
    assert.deepEqual(sent, []);
    if (last === 'question') store.end();
    else question.end();
    await turn();
    assert.deepEqual(sent, [], `sent before the ${last} is durable`);
    store.end();
    question.end();
    assert.equal(await reply, 'answered');
    assert.deepEqual(sent, ['command']);
  }
});

test('a command about no driver is sent once its question is durable', async () => {
  const { store, question, sent, reply } = ask('UNLOCK_CONNECTOR', {});
  await turn();
  assert.deepEqual([store.begun, sent], [0, []]);
  question.end();
  assert.equal(await reply, 'answered');
  assert.deepEqual(sent, ['command']);
});

/** Sends a command of a hub whose notes, and whose question, are durable when `end` is called. */
function ask(by: string, about: Ask) {
  const [store, question] = [writes(), writes()];
  const sent: string[] = [];
  const notes = { get: async () => undefined, put: store.write, keep: async () => ({ party: emsp }) };
  const hub = {
    now: () => 1,
    newId: () => 'ID',
    memory: newMemory(),
    store: { notes, objects: { present: async () => 0 } },
  } as unknown as Hub;
  const command = async () => {
    sent.push('command');
    return { reply: 'answered', outcome: 'accepted' as const };
  };
  const reply = withClaim(
    hub,
    { cpo, emsp, request: 'R' },
    { by, ask: about, noted: question.write() },
    command,
  );
  return { store, question, sent, reply };
}

/** Writes that all end when `end` is called. */
function writes() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const all = {
    begun: 0,
    end: () => end(),
    write: () => {
      all.begun += 1;
      return ended;
    },
  };
  return all;
}

/** All that can go on without the end of a write has gone on. */
const turn = () => new Promise(setImmediate);

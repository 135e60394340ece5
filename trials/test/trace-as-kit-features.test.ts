import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startCpo, startEmsp, startHub } from '../../simulators/testing/index.ts';
import type { Hub, Party } from '../../simulators/testing/test-api-types.ts';
import { cli, invitation, kit, project, told, until } from './project-that-uses-kit.ts';
import { simulator } from './simulator-process.ts';

// These tests write a hub's trace of a run as a feature, and run that by the kit against another system.
test('a run with an operator and a provider is written as features that the kit runs', async (context) => {
  const hub = await startHub();
  const cpo = await startCpo({ hub, party: 'NL*ABC', speed: 4000, locations: 1 });
  const emsp = await startEmsp({ hub, party: 'DE*EMP', tokens: 2 });
  context.after(() => Promise.all([hub.stop(), cpo.stop(), emsp.stop()]));
  await hub.agree(cpo, emsp);
  await emsp.received({ module: 'locations', within: 20_000 });
  const [location] = await cpo.own('locations');
  const [token] = await emsp.own('tokens');
  assert.ok(location && token);
  await cpo.received({ module: 'tokens', id: token.uid, within: 20_000 });
  const started = await emsp.command({
    command: 'START_SESSION',
    token_uid: token.uid,
    location_id: location.id,
  });
  assert.equal(await emsp.resultOf(started.id, 20_000), 'ACCEPTED');
  const session = await emsp.received({ module: 'sessions', body: { status: 'ACTIVE' }, within: 20_000 });
  const session_id = session.path.split('/').at(-1);
  await emsp.command({ command: 'STOP_SESSION', session_id });
  await emsp.received({ module: 'cdrs', within: 20_000 });
  await emsp.changeToken(token.uid, { valid: false });
  await cpo.received({ module: 'tokens', method: 'PATCH', id: token.uid, within: 20_000 });

  const operator = await traced(hub, 'NL*ABC', ['provider receives its CDR', 'provider blocks it']);
  await runs(context, 'cpo', operator, [
    'A driver charges',
    'A card',
    'A card and its end',
    'Locations are read',
  ]);
  const provider = await traced(hub, 'DE*EMP', ['Session ends with a CDR']);
  await runs(context, 'emsp', provider, [
    'A place, and a change of it',
    'A price',
    'A visit goes on',
    'Tokens are read',
  ]);
});

/** The feature that the hub writes of a party's whole trace, as soon as it holds these words. */
async function traced(hub: Hub, party: Party, words: string[]): Promise<string> {
  let text = '';
  await until(async () => {
    const command = cli(
      'trace',
      '--party',
      party,
      '--as',
      'feature',
      '--url',
      hub.url,
      '--admin-token',
      hub.adminToken,
    );
    await told(command, 0, /^# For a folder of ocpi-hub kit init/);
    text = command.text();
    return words.every((one) => text.includes(one));
  });
  return text;
}

/** Runs all scenarios of a feature by the kit against a simulator; the feature is the only one in its folder. */
async function runs(
  context: TestContext,
  side: 'cpo' | 'emsp',
  feature: string,
  titles: string[],
): Promise<void> {
  for (const title of titles) assert.match(feature, new RegExp(`Scenario: ${title}( \\(|$)`, 'm'));
  const folder = await project();
  for (const name of readdirSync(join(folder, 'features'))) rmSync(join(folder, 'features', name));
  writeFileSync(join(folder, 'features/traced.feature'), feature);
  const [role, party] = side === 'cpo' ? ['operator', 'NL*SUT'] : ['provider', 'DE*SUT'];
  const count = feature.match(/^ +Scenario: /gm)?.length;
  const deeds = feature.match(/^ +@\w+ @deed$/gm)?.length ?? 0;
  await told(
    kit('run', folder, '--dry-run', '--role', role as string),
    0,
    new RegExp(`${count} scenarios \\(${count} skipped\\)`),
  );
  const system = await simulator(context, side, '--party', party as string, '--speed', '200');
  const named = ['--role', role as string, '--party', party as string, ...(await invitation(system))];
  await told(
    kit('run', folder, '--unattended', ...named),
    0,
    new RegExp(`${Number(count) - deeds} scenarios \\(${Number(count) - deeds} passed\\)`),
  );
}

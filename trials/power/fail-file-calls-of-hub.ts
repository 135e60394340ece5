import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { admin, http } from '../torture/call-admin-api.ts';
import { type HubProcess, startHubProcess } from '../torture/hub-process.ts';
import { connect } from '../torture/start-hub-and-partners.ts';
import { startVersionsServer } from '../torture/versions-server.ts';
import { failures, type Moment, moments, type Promised, rows } from './file-call-fault-table.ts';
import { type Fault, shim } from './file-call-shim.ts';
import { Operator } from './operator-that-remembers.ts';

/**
 * Runs a hub for each wanted row of the table of moments and failures; gives the number of rows, and all that was
 * wrong, in words.
 */
export async function faultRows(
  folder: string,
  wanted: (nth: number) => boolean,
): Promise<{ count: number; wrong: string[] }> {
  const wrong: string[] = [];
  const chosen = rows.filter((_, nth) => wanted(nth));
  const partner = await startVersionsServer();
  for (const { moment, failure, expected } of chosen) {
    const home = join(folder, `${moment} ${failure}`.replaceAll(' ', '-'));
    const found = await faultRow(
      home,
      partner.port,
      { ...moments[moment], ...failures[failure] },
      moment,
      expected,
    ).catch((error: Error) => [error.message]);
    wrong.push(...found.map((one) => `${moment}, ${failure}: ${one}; see ${home}`));
    if (found.length === 0) rmSync(home, { recursive: true });
  }
  partner.close();
  return { count: chosen.length, wrong };
}

async function faultRow(
  home: string,
  port: number,
  fault: Fault,
  moment: Moment,
  expected: Promised,
): Promise<string[]> {
  const root = join(home, 'disk');
  const log = join(home, 'hub.log');
  mkdirSync(root, { recursive: true });
  const around = shim(root, 'life');
  const hub = await startHubProcess({ HUB_DATA_DIR: join(root, 'data'), ...around.env }, log);
  try {
    const { token } = await connect(hub.url(), { role: 'CPO', party: 'AAA' }, port);
    const operator = new Operator(hub, token);
    for (let nth = 0; nth < 20; nth++) await operator.put();
    const wrong: string[] = [];
    const compare = (what: string, is: unknown, wanted: unknown) => {
      if (is !== wanted) wrong.push(`${what} is ${String(is)}, not ${String(wanted)}`);
    };
    if (moment === 'start') {
      await hub.kill();
      around.fail(fault);
      compare(
        'start',
        await hub.start().then(
          () => 'taken',
          () => 'refused',
        ),
        expected.writes,
      );
    } else {
      around.fail(fault);
      for (let nth = 0; nth < 20; nth++) await operator.put();
      compare('a write', await operator.put(), expected.writes);
      compare('an invitation', await invitation(hub), expected.registry);
      compare('a read', await operator.read(), 'taken');
      compare('/health/ready', (await http('GET', `${hub.url()}/health/ready`, '')).status, expected.ready);
      around.fail(undefined);
      compare('a write afterwards', await operator.put(), expected.after);
      compare('an invitation afterwards', await invitation(hub), 'taken');
    }
    around.fail(undefined);
    await hub.kill();
    await hub.start();
    wrong.push(...(await operator.lost()));
    compare('a write after the restart', await operator.put(), 'taken');
    if (expected.says && !expected.says.test(readFileSync(log, 'utf8')))
      wrong.push(`the log does not say ${expected.says}`);
    return wrong;
  } finally {
    await hub.kill();
  }
}

let invited = 0;

async function invitation(hub: HubProcess): Promise<'taken' | 'refused'> {
  invited += 1;
  const party_id = `I${invited.toString(36).toUpperCase().padStart(2, '0')}`;
  const body = { role: 'EMSP', country_code: 'NL', party_id, name: 'Invited' };
  return (await admin(hub.url(), 'POST', '/connections', body)).status === 201 ? 'taken' : 'refused';
}

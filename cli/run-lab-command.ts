import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { adminToken } from '../src/admin/admin-token.ts';
import { adminClient } from './admin-api-client.ts';
import { type LogLine, type Running, run } from './lab-processes.ts';
import { withExample } from './make-admin-command.ts';
import { rotatingFile } from './rotating-log-file.ts';

/** The simulated partners of the lab. */
const simulators = [
  { kind: 'cpo', role: 'CPO', party: 'ES*CPO', name: 'Simulated CPO', port: 'CPO_PORT' },
  { kind: 'emsp', role: 'EMSP', party: 'ES*MSP', name: 'Simulated eMSP', port: 'EMSP_PORT' },
] as const;

type Simulator = (typeof simulators)[number];
type Admin = ReturnType<typeof adminClient>;

/** The fields of a connection in the admin API that the lab uses. */
interface Known {
  id: string;
  role: string;
  country_code: string;
  party_id: string;
  status: string;
}

/** The number that stands for the level `warn` in the log lines of pino. */
const warning = 40;

/**
 * `ocpi-hub lab`: a hub, a simulated CPO and a simulated eMSP, each a process, paired by real handshakes, with charging
 * sessions under way.
 */
export function labCommand(): Command {
  return withExample(new Command('lab'), 'HUB_PORT=9000 ocpi-hub lab')
    .description('start the lab: hub, simulated CPO ES*CPO and eMSP ES*MSP, paired and charging')
    .addOption(
      new Option('--emsp-version <version>', 'the version of OCPI that the eMSP speaks')
        .choices(['2.1.1', '2.2.1'])
        .default('2.1.1'),
    )
    .action(lab);
}

async function lab({ emspVersion }: { emspVersion: string }): Promise<void> {
  const [{ prettyLines }, { settingsOrExit }] = await Promise.all([
    import('../src/readable-log-lines.ts'),
    import('../src/settings-or-exit.ts'),
  ]);
  const settings = settingsOrExit({
    ...process.env,
    HUB_ALLOW_PRIVATE_NETWORKS: process.env.HUB_ALLOW_PRIVATE_NETWORKS || 'true',
  });
  const folder = settings.HUB_DATA_DIR;
  process.umask(0o077);
  const token = await adminToken(settings.HUB_ADMIN_TOKEN, folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const log = rotatingFile(join(folder, 'lab.log'));
  const show = process.stdout.isTTY ? prettyLines() : (line: string) => process.stdout.write(`${line}\n`);
  const running: Running[] = [];
  const ending = endWith(running);
  const start = (name: string, source: string, args: string[], env: NodeJS.ProcessEnv = {}) => {
    if (ending.begun()) throw new Error('the lab is ending');
    const one = run(name, source, args, { ...process.env, ...env, HUB_ADMIN_TOKEN: token }, (text, line) => {
      log.write(text);
      if (line.event === 'listening' || line.event === 'registered' || Number(line.level) >= warning)
        show(text);
    });
    running.push(one);
    void one.ended.then((code) => ending.fail(`${name} ended with code ${code}`));
    return one;
  };

  const hub = start('hub', 'src/main.ts', [], {
    HUB_ALLOW_PRIVATE_NETWORKS: process.env.HUB_ALLOW_PRIVATE_NETWORKS || 'true',
    HUB_SIMULATORS: process.env.HUB_SIMULATORS || simulators.map(({ party }) => party).join(','),
    HUB_AGREE_WITH: process.env.HUB_AGREE_WITH || simulators.map(({ party }) => party).join(','),
  });
  const { url, admin_url } = await hub.event('listening');
  const admin = adminClient(String(admin_url), token);
  const partners = await Promise.all(
    simulators.map(async (simulator) => {
      const data = join(folder, 'simulators', simulator.kind);
      const pairing = await pair(admin, String(url), simulator, data);
      const args = [
        'simulate',
        simulator.kind,
        '--party',
        simulator.party,
        '--name',
        simulator.name,
        '--port',
        String(settings[simulator.port]),
        '--data',
        data,
        ...(simulator.kind === 'emsp' ? ['--version', emspVersion] : []),
      ];
      const process = start(simulator.kind, 'cli/main.ts', [...args, ...pairing, '--live']);
      await process.event('registered');
      return { simulator, line: await process.event('listening') };
    }),
  );
  await Promise.all(partners.map(({ simulator, line }) => published(admin, simulator, String(line.url))));
  process.stdout.write(welcome(String(url), token, partners, join(folder, 'lab.log')));
}

/**
 * The hub's versions URL for a simulator, and a TOKEN_A unless the simulator is registered already and renews its
 * registration.
 */
async function pair(
  admin: Admin,
  hubUrl: string,
  { role, party, name }: Simulator,
  data: string,
): Promise<string[]> {
  const [country_code, party_id] = party.split('*');
  const { body: connections } = await admin<Known[]>('GET', '/connections');
  const known = connections.find(
    (connection) =>
      connection.role === role &&
      connection.country_code === country_code &&
      connection.party_id === party_id &&
      connection.status !== 'UNREGISTERED',
  );
  const versionsUrl = `${hubUrl}/ocpi/${role === 'CPO' ? 'emsp' : 'cpo'}/versions`;
  if (known?.status === 'REGISTERED' && existsSync(data)) return ['--versions-url', versionsUrl];
  if (known) await admin('DELETE', `/connections/${known.id}`);
  await rm(data, { recursive: true, force: true });
  const made = await admin<{ token: string; versions_url: string }>('POST', '/connections', {
    role,
    country_code,
    party_id,
    name,
    options: { charging_profiles: true, ...(role === 'CPO' ? { tax_percent: 21 } : {}) },
  });
  if (made.status !== 201) throw new Error(`the hub does not take ${party}: ${JSON.stringify(made.body)}`);
  return ['--versions-url', made.body.versions_url, '--token', made.body.token];
}

/**
 * Waits until the hub has the Locations, Tariffs and Tokens of a simulator; after 8 s the lab continues without them.
 */
async function published(admin: Admin, { party }: Simulator, url: string): Promise<void> {
  const { own } = (await (await fetch(`${url}/control/state`)).json()) as { own: Record<string, number> };
  const [country_code, party_id] = party.split('*');
  const isThere = async (module: string) => {
    const path = `/objects/${module}?limit=1&country_code=${country_code}&party_id=${party_id}`;
    return (await admin<{ total: number }>('GET', path)).body.total >= (own[module] ?? 0);
  };
  for (let attempt = 0; attempt < 80; attempt += 1) {
    const there = await Promise.all(['locations', 'tariffs', 'tokens'].map(isThere));
    if (there.every(Boolean)) return;
    await setTimeout(100);
  }
}

/** Ends the lab: in order on Ctrl-C and SIGTERM, with exit code 1 and a message after an error. */
interface Ending {
  begun(): boolean;
  fail(words: string): void;
}

function endWith(running: Running[]): Ending {
  let begun = false;
  const end = async (code: number) => {
    if (begun) return;
    begun = true;
    for (const one of [...running].reverse()) await one.stop();
    process.exit(code);
  };
  const fail = (words: string) => {
    if (!begun) process.stderr.write(`the lab ends: ${words}\n`);
    void end(1);
  };
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  process.on('uncaughtException', (error) => fail(error.message));
  return { begun: () => begun, fail };
}

function welcome(
  url: string,
  token: string,
  partners: { simulator: Simulator; line: LogLine }[],
  log: string,
): string {
  const rows = partners.map(
    ({ simulator, line }) =>
      `  ${`${simulator.role === 'CPO' ? 'CPO' : 'eMSP'} ${simulator.party}`.padEnd(14)} ${String(line.url)}/control/state`,
  );
  const emsp = String(partners.find(({ simulator }) => simulator.role === 'EMSP')?.line.url);
  const port = url === 'http://127.0.0.1:8080' ? '' : ` --url ${url}`;
  return `
The lab runs. Cars are charging; everything the processes say goes to ${log}.

  hub            ${url}
  console        ${url}/ (sign in with the admin token)
  admin API      ${url}/admin
  admin token    ${token}
${rows.join('\n')}

Let a driver of the simulated provider start a car, through the hub, and see what the provider has received:

  curl -s -X POST ${emsp}/control/commands -d '{"command":"START_SESSION","token_uid":"APP-1","location_id":"LOC-MADRID-2"}'
  curl -s '${emsp}/control/received?module=sessions&limit=1'

See what the operator's locations look like through the hub:

  curl -s -H 'Authorization: Bearer ${token}' '${url}/admin/objects/locations?limit=1'

Connect a first partner (an operator NL*ABC here), in another terminal:

  npx ocpi-hub connect${port}

The same with curl: this answers its TOKEN_A and the versions URL to call with it.

  curl -s -X POST ${url}/admin/connections -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
    -d '{"role":"CPO","country_code":"NL","party_id":"ABC","name":"My company"}'

Once registered it has an agreement with the simulated partner of the other role. README.md walks through it. Ctrl-C ends the lab.

`;
}

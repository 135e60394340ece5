import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Starts a PostgreSQL server that ends with this process, and returns its URL. */
export async function startPostgres(): Promise<string> {
  const args = ['--import', 'tsx', 'scripts/postgres-server-program.ts'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as unknown[];
  if (typeof url !== 'string')
    throw new Error('scripts/postgres-server-program.ts could not start a PostgreSQL');
  return url;
}

import { type ChildProcess, fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { programOf } from '../test/program.ts';
import type { Order, Report } from './evil/main.ts';

/** The evil partner, in a process of its own. */
export interface EvilProcess {
  port: number;
  go(given: Omit<Extract<Order, { do: 'go' }>, 'do'>): void;
  /** Ends what it does; tells how much that was, and what it has got that is another's. */
  stop(): Promise<Omit<Extract<Report, { is: 'stopped' }>, 'is'>>;
  kill(): void;
}

/** Starts it; until it is told to go it is like anybody. */
export async function startEvil(folder: string): Promise<EvilProcess> {
  const program = await programOf('torture/evil/main.ts');
  const child: ChildProcess = fork(program.at(-1) as string, [], {
    execArgv: program.slice(0, -1),
    stdio: ['ignore', 'inherit', openSync(join(folder, 'evil.log'), 'a'), 'ipc'],
  });
  const heard = <K extends Report['is']>(what: K) =>
    new Promise<Extract<Report, { is: K }>>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the evil partner ended with ${code}; see ${folder}`)));
      child.on('message', (message) => {
        const said = message as Report;
        if (said.is === what) resolve(said as Extract<Report, { is: K }>);
      });
    });
  const { port } = await heard('listening');
  return {
    port,
    go: (given) => void child.send({ do: 'go', ...given }),
    stop() {
      const stopped = heard('stopped');
      child.send({ do: 'stop' });
      return stopped;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

import { type ChildProcess, fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { programOf } from '../test/bundled-programs.ts';
import type { Order, Report } from './evil/main.ts';

/** The malicious partner, in a process of its own. */
export interface EvilProcess {
  port: number;
  go(given: Omit<Extract<Order, { do: 'go' }>, 'do'>): void;
  /** Stops the attacks; gives their number, and the data of other parties that they obtained. */
  stop(): Promise<Omit<Extract<Report, { is: 'stopped' }>, 'is'>>;
  kill(): void;
}

/** Starts the malicious partner; it behaves like any other until it is told to attack. */
export async function startEvil(folder: string): Promise<EvilProcess> {
  const program = await programOf('trials/torture/evil/main.ts');
  const child: ChildProcess = fork(program.at(-1) as string, [], {
    execArgv: program.slice(0, -1),
    stdio: ['ignore', 'inherit', openSync(join(folder, 'evil.log'), 'a'), 'ipc'],
  });
  const heard = <K extends Report['is']>(what: K) =>
    new Promise<Extract<Report, { is: K }>>((resolve, reject) => {
      const leave = (code: number | null) => {
        child.off('message', hear);
        reject(new Error(`the evil partner ended with ${code}; see ${folder}`));
      };
      const hear = (message: unknown) => {
        const said = message as Report;
        if (said.is !== what) return;
        child.off('message', hear).off('exit', leave);
        resolve(said as Extract<Report, { is: K }>);
      };
      child.once('exit', leave).on('message', hear);
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

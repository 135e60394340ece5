import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { programOf } from '../../test/bundled-programs.ts';

/** The programs in `trials/bench/processes`, by file name. */
export type Program =
  | 'load-generator'
  | 'partner-platforms'
  | 'bare-http'
  | 'bare-fan-out'
  | 'express-ajv'
  | 'validation';

/** The flag with which operators start a hub; comparison programs are started with it too, since they gain as much. */
export const youngGeneration = '--max-semi-space-size=32';

/** A process that the benchmark has started. */
export interface Process {
  /** Calls a function of the process and waits for the result; throws the function's error. */
  ask<T = void>(question: string, given?: unknown): Promise<T>;
  /** CPU seconds that the process has used. */
  cpu(): Promise<number>;
  end(): void;
}

/** Starts a program of a checkout in a process of its own. */
export async function startProcess(program: Program, checkout = '.'): Promise<Process> {
  const source = `trials/bench/processes/${program}.ts`;
  // The check of another checkout runs as its sources are; everything else is compiled as the hub is.
  const [file = ''] = program === 'validation' ? [resolve(checkout, source)] : await programOf(source);
  const execArgv = [youngGeneration, ...(program === 'validation' ? ['--import', 'tsx'] : [])];
  const child = fork(file, { execArgv, cwd: checkout });
  const { ask, ready } = asking(child, program);
  await ready;
  return { ask, cpu: () => ask<number>('cpu'), end: () => void child.kill('SIGKILL') };
}

/** Calls functions of a forked process over its channel; `ready` resolves when the process answers. */
export function asking(child: ChildProcess, name: string): { ask: Process['ask']; ready: Promise<unknown> } {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  const ready = new Promise((resolve, reject) => open.set(0, { resolve, reject }));
  // A hub of several processes answers nothing, and nobody waits for it to be ready.
  ready.catch(() => undefined);
  child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    const one = open.get(id);
    open.delete(id);
    if (error === undefined) one?.resolve(value);
    else one?.reject(new Error(`${name}: ${error}`));
  });
  child.on('exit', (code) => {
    for (const { reject } of open.values()) reject(new Error(`${name} ended with ${code}`));
  });
  const ask = <T>(question: string, given?: unknown) =>
    new Promise<T>((resolve, reject) => {
      asked += 1;
      open.set(asked, { resolve: resolve as (value: unknown) => void, reject });
      child.send({ id: asked, ask: question, given });
    });
  return { ask, ready };
}

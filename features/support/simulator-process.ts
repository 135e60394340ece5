import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { programOf } from '../../trials/test/bundled-programs.ts';
import { type Answer, asObject, call, type Json, type JsonObject } from './http-call.ts';
import type { Ended } from './hub-process.ts';

/** A simulated partner started by the command line, as a process. */
export interface Simulator {
  url: string;
  versionsUrl: string;
  /** The simulator's log line with an event, as soon as it is written. */
  event(name: string): Promise<JsonObject>;
  /** Sends a request to the simulator's control API; a list is in `body` only. */
  control(method: string, path: string, body?: Json): Promise<Answer>;
  /** The list that the simulator's control API answers with. */
  list(path: string): Promise<JsonObject[]>;
  stop(): Promise<Ended>;
}

/** Starts `ocpi-hub simulate` with arguments, at any free port, and waits until it listens. */
export async function startSimulator(...args: string[]): Promise<Simulator> {
  const program = await programOf('cli/main.ts');
  const child = spawn(process.execPath, [...program, 'simulate', ...args, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: JsonObject[] = [];
  const waiting = new Set<(line: JsonObject) => void>();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (text) => {
      output += `${text}\n`;
      const line = asObject(text);
      if (!line) return;
      lines.push(line);
      for (const take of waiting) take(line);
    });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
  const event = (name: string) =>
    new Promise<JsonObject>((resolve, reject) => {
      const known = lines.find((line) => line.event === name);
      if (known) return resolve(known);
      waiting.add((line) => {
        if (line.event === name) resolve(line);
      });
      void ended.then(({ code }) => reject(new Error(`the simulator ended with ${code}\n${output}`)));
    });
  const { url, versions_url } = await event('listening');
  const control: Simulator['control'] = (method, path, body) =>
    call(method, `${String(url)}/control/${path}`, { body: JSON.stringify(body) });
  return {
    url: String(url),
    versionsUrl: String(versions_url),
    event,
    control,
    list: async (path) => JSON.parse((await control('GET', path)).body) as JsonObject[],
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

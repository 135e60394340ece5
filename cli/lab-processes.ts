import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { programOf } from './program-files.ts';

/** One line of the JSON log that a process of the lab writes. */
export type LogLine = Record<string, unknown> & { event?: string; level?: number };

/** A process of the lab: the hub or a simulator. */
export interface Running {
  name: string;
  /** Resolves with the next or an earlier log line that has this event; rejects when the process ends first. */
  event(name: string): Promise<LogLine>;
  /** Resolves with the exit code once the process has ended. */
  ended: Promise<number>;
  stop(): Promise<number>;
}

/** Starts a program of this package, named by its source, as a process; `line` is called with each of its log lines. */
export function run(
  name: string,
  source: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  line: (text: string, parsed: LogLine) => void,
): Running {
  const child = spawn(process.execPath, [...programOf(source), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const seen = new Map<string, LogLine>();
  const waiting: { event: string; take: (line: LogLine) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const parsed = parse(text);
    line(text, parsed);
    if (!parsed.event) return;
    seen.set(parsed.event, parsed);
    for (const one of waiting) if (one.event === parsed.event) one.take(parsed);
  });
  const ended = exitOf(child);
  return {
    name,
    ended,
    event: (event) =>
      Promise.race([
        new Promise<LogLine>((take) => {
          const known = seen.get(event);
          if (known) take(known);
          else waiting.push({ event, take });
        }),
        ended.then((code) => Promise.reject(new Error(`${name} ended with code ${code}`))),
      ]),
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((done) => {
    child.once('exit', (code, signal) => done(code ?? (signal ? 1 : 0)));
    child.once('error', () => done(1));
  });
}

function parse(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return {};
  }
}

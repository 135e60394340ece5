import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Refusal } from '../hub/refusal-error.ts';
import type { ConformanceView } from '../hub/types.generated.ts';
import { type Ending, takeLine, withoutVerdict } from './conformance-events.ts';
import { ownCommand } from './ocpi-hub-program-path.ts';

/** The inputs of a conformance run, beside the partner's address. */
export interface RunOrder
  extends Pick<ConformanceView, 'connection' | 'role' | 'versions_url' | 'read_only'> {
  /** The partner's token, passed to the process in its environment, which other users of the machine cannot read. */
  token: string;
  /** Options that are passed to `ocpi-hub conformance` as they are. */
  options: string[];
}

/**
 * The runs of the conformance suite that this process has started, one at a time, each in a process of its own; the
 * newest remain with their reports.
 */
export interface ConformanceRuns {
  /** Starts a conformance run; throws a Refusal while another one is under way. */
  start(order: RunOrder): Promise<ConformanceView>;
  /** The conformance runs, newest first. */
  list(): ConformanceView[];
  find(id: string): ConformanceView;
  /** The report of a finished run, in one of the forms of `reportFiles`. */
  report(id: string, form: ReportForm): string;
  /** Ends a run early: the suite removes the objects that it wrote, and reports the checks that it made. */
  interrupt(id: string): ConformanceView;
  /** Ends a conformance run under way within a few seconds, when the hub stops. */
  stop(): Promise<void>;
}

/** The forms of a report, with file name and media type. */
export const reportFiles = {
  html: ['conformance.html', 'text/html; charset=utf-8'],
  json: ['conformance.json', 'application/json; charset=utf-8'],
  junit: ['conformance.xml', 'application/xml; charset=utf-8'],
  markdown: ['conformance.md', 'text/markdown; charset=utf-8'],
} as const;

export type ReportForm = keyof typeof reportFiles;

/**
 * Number of runs that remain with their reports; then the suite's time limit and the longest wait for a process to end,
 * in milliseconds.
 */
const kept = 5;
const longest = 900_000;
const patience = 5000;

interface Run {
  view: ConformanceView;
  reports: Partial<Record<ReportForm, string>>;
  child?: ChildProcess | undefined;
  ended: Promise<void>;
}

/**
 * The conformance runs of this process, none at first. Where several processes serve one address each would know only
 * its own runs, so none can be started there.
 */
export function startConformanceRuns(now: () => number, isOneOfSeveral = false): ConformanceRuns {
  let runs: Run[] = [];
  // A conformance run counts as running while it is being prepared.
  let preparing = false;
  const isoNow = () => new Date(now()).toISOString();
  const runOf = (id: string) => {
    const found = runs.find(({ view }) => view.id === id);
    if (!found) throw new Refusal('notFound', `there is no conformance run ${id}`);
    return found;
  };
  return {
    async start({ token, options, ...about }) {
      if (isOneOfSeveral)
        throw new Refusal('conflict', 'this hub runs as several processes: use ocpi-hub conformance');
      if (preparing || runs.some(({ view }) => view.status === 'RUNNING'))
        throw new Refusal('conflict', 'a conformance run is under way: one at a time');
      preparing = true;
      try {
        const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-conformance-'));
        const view: ConformanceView = {
          id: randomUUID(),
          ...about,
          status: 'RUNNING',
          started: isoNow(),
          finished: null,
          verdicts: { passed: 0, failed: 0, warned: 0, skipped: 0, broken: 0 },
          latest: null,
          waiting: null,
          conformant: null,
          error: null,
        };
        const child = launch(['--lines', ...options, '--report', folder], token);
        const run: Run = { view, reports: {}, child, ended: Promise.resolve() };
        run.ended = follow(child, view).then(async (ending) => {
          run.reports = await takeReports(folder);
          run.child = undefined;
          Object.assign(view, ending, { finished: isoNow() });
        });
        runs = [run, ...runs].slice(0, kept);
        return view;
      } finally {
        preparing = false;
      }
    },
    list: () => runs.map(({ view }) => view),
    find: (id) => runOf(id).view,
    report(id, form) {
      const text = runOf(id).reports[form];
      if (text === undefined) throw new Refusal('notFound', `the conformance run ${id} has no report yet`);
      return text;
    },
    interrupt(id) {
      const { view, child } = runOf(id);
      child?.kill('SIGTERM');
      return view;
    },
    async stop() {
      for (const { child, ended } of runs) {
        if (!child) continue;
        child.kill('SIGTERM');
        const late = setTimeout(() => child.kill('SIGKILL'), patience);
        await ended;
        clearTimeout(late);
      }
    },
  };
}

/**
 * Starts `ocpi-hub conformance` as a process, with only those variables of the hub's environment that locate programs
 * and trusted certificates.
 */
function launch(options: string[], token: string): ChildProcess {
  const { PATH, HOME, NODE_EXTRA_CA_CERTS, HUB_EXTENSIONS } = process.env;
  const env = { PATH, HOME, NODE_EXTRA_CA_CERTS, HUB_EXTENSIONS, CONFORMANCE_TOKEN: token };
  return spawn(process.execPath, [ownCommand, 'conformance', ...options], {
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Applies the events of the process to the view of the run, until the process has ended. */
function follow(child: ChildProcess, view: ConformanceView): Promise<Ending> {
  let ending: Ending | undefined;
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint = (complaint + String(chunk)).slice(-2000);
  });
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      ending = takeLine(view, line) ?? ending;
    });
  const late = setTimeout(() => child.kill('SIGTERM'), longest);
  return new Promise((done) => {
    const end = (why: string) => {
      clearTimeout(late);
      // Without a final event the process was killed, or could not start.
      done(ending ?? withoutVerdict(['the suite ended without a verdict', why].filter(Boolean).join(': ')));
    };
    child.once('close', () => end(complaint.trim()));
    child.once('error', ({ message }) => end(message));
  });
}

/** Reads the reports that the process of a run has written to its folder, and removes the folder. */
async function takeReports(folder: string): Promise<Run['reports']> {
  const reports: Run['reports'] = {};
  for (const [form, [file]] of Object.entries(reportFiles)) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
    if (text !== undefined) reports[form as ReportForm] = text;
  }
  await rm(folder, { recursive: true, force: true });
  return reports;
}

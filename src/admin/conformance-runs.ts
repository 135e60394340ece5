import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../hub/refusal.ts';
import type { ConformanceView } from '../hub/types.generated.ts';
import { type Ending, takeLine, withoutVerdict } from './conformance-events.ts';

/** What a run is told, beside where the partner is. */
export interface RunOrder
  extends Pick<ConformanceView, 'connection' | 'role' | 'versions_url' | 'read_only'> {
  /** Told to the process in its environment, where other users of the machine cannot read it. */
  token: string;
  /** More options of `ocpi-hub conformance`. */
  options: string[];
}

/** The runs of the conformance suite, each a process of its own, one at a time; the newest are kept with their reports. */
export interface ConformanceRuns {
  /** Starts a run; a Refusal while another one is under way. */
  start(order: RunOrder): Promise<ConformanceView>;
  /** Newest first. */
  list(): ConformanceView[];
  find(id: string): ConformanceView;
  /** The report of a run that has one, in one of the forms of `reportFiles`. */
  report(id: string, form: ReportForm): string;
  /** Ends a run early: what it wrote is taken back, and the report is of what was done. */
  interrupt(id: string): ConformanceView;
  /** Ends what runs, within a few seconds. */
  stop(): Promise<void>;
}

/** The forms of a report: file and media type. */
export const reportFiles = {
  html: ['conformance.html', 'text/html; charset=utf-8'],
  json: ['conformance.json', 'application/json; charset=utf-8'],
  junit: ['conformance.xml', 'application/xml; charset=utf-8'],
  markdown: ['conformance.md', 'text/markdown; charset=utf-8'],
} as const;

export type ReportForm = keyof typeof reportFiles;

/** Runs kept with their reports; the suite's own time limit in milliseconds; and patience with a process that is to end. */
const kept = 5;
const longest = 900_000;
const patience = 5000;

interface Run {
  view: ConformanceView;
  reports: Partial<Record<ReportForm, string>>;
  child?: ChildProcess | undefined;
  ended: Promise<void>;
}

/** No runs yet. Of several processes at one address each would know its own runs alone: there, none can be started. */
export function startConformanceRuns(now: () => number, isOneOfSeveral = false): ConformanceRuns {
  let runs: Run[] = [];
  // While a run is prepared it counts as running.
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

/** Starts the command as anybody would, with nothing of the hub's own environment but what finds programs and trusts. */
function launch(options: string[], token: string): ChildProcess {
  const program = fileURLToPath(new URL('../../bin/ocpi-hub.js', import.meta.url));
  const { PATH, HOME, NODE_EXTRA_CA_CERTS } = process.env;
  const env = { PATH, HOME, NODE_EXTRA_CA_CERTS, CONFORMANCE_TOKEN: token };
  return spawn(process.execPath, [program, 'conformance', ...options], {
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Takes in the events of the process as they come, until it has ended. */
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
      // Without an ending the process was killed, or could not even begin.
      done(ending ?? withoutVerdict(['the suite ended without a verdict', why].filter(Boolean).join(': ')));
    };
    child.once('close', () => end(complaint.trim()));
    child.once('error', ({ message }) => end(message));
  });
}

/** The reports that the process has left in its folder, which goes. */
async function takeReports(folder: string): Promise<Run['reports']> {
  const reports: Run['reports'] = {};
  for (const [form, [file]] of Object.entries(reportFiles)) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
    if (text !== undefined) reports[form as ReportForm] = text;
  }
  await rm(folder, { recursive: true, force: true });
  return reports;
}

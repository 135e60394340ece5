import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { run } from '../../cli/lab-processes.ts';
import type { Exchange } from '../../src/ocpi/messages/request-and-answer-types.ts';
import { openJournal } from '../../src/store/embedded/exchange-journal.ts';
import { openJournalLevel } from '../../src/store/embedded/open-journal-leveldb.ts';
import { sizeOf } from './folder-size.ts';

// This program records the exchanges of a lab for --seconds, repeats them with other ids until --hours have passed, as
// the journal of an idle hub would take them, and shows whether the trace's default size reaches back to the first
// exchange.

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    hours: { type: 'string', default: '24' },
    megabytes: { type: 'string', default: '512' },
  },
});
const [hours, megabytes] = [Number(values.hours), Number(values.megabytes)];
/** The ids that replace the recorded ones in one repetition of the recorded traffic. */
const known = new Map<string, string>();
const folder = await mkdtemp(join(tmpdir(), 'day-'));
try {
  const recorded = await record(Number(values.seconds));
  const told = await repeat(recorded);
  console.log(told.line);
  process.exitCode = told.isReached ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Starts a lab and records its exchanges for so many seconds, oldest first. */
async function record(seconds: number): Promise<Exchange[]> {
  const HUB_ADMIN_TOKEN = 'an-admin-token-of-the-day';
  const ports = { HUB_PORT: '0', CPO_PORT: '0', EMSP_PORT: '0' };
  const env = {
    ...process.env,
    ...ports,
    HUB_ADMIN_TOKEN,
    HUB_URL: '',
    DATABASE_URL: '',
    HUB_DATA_DIR: folder,
  };
  const lab = run('lab', 'cli/main.ts', ['lab'], env, () => undefined);
  try {
    const { url } = await lab.event('listening');
    const headers = { authorization: `Bearer ${HUB_ADMIN_TOKEN}` };
    const ask = (path: string) => fetch(`${String(url)}/admin/requests${path}`, { headers });
    // Simulators register after the lab listens, on a busy machine a minute later.
    while (((await (await ask('?limit=1')).json()) as Exchange[]).length === 0) await pause(100);
    await pause(seconds * 1000);
    return exchangesIn(await ask('/export'));
  } finally {
    await lab.stop();
  }
}

/** The exchanges in an export of the trace, oldest first; throws where it is refused, empty, or was cut off. */
async function exchangesIn(answer: Response): Promise<Exchange[]> {
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`the export was answered by HTTP ${answer.status}: ${text}`);
  if (!text.endsWith('\n')) throw new Error(`the export ends after ${text.length} characters, within a line`);
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Exchange).reverse();
}

async function repeat(recorded: Exchange[]): Promise<{ line: string; isReached: boolean }> {
  const timeOf = ({ time }: Exchange) => Date.parse(time);
  const [begin, end] = [timeOf(recorded[0]!), timeOf(recorded.at(-1)!)];
  // A lab begins with handshakes and first pushes, which a day has once.
  const steady = recorded.filter((one) => timeOf(one) > begin + (end - begin) / 4);
  const span = end - timeOf(steady[0]!);
  let now = begin;
  const data = join(folder, 'repeated');
  const level = await openJournalLevel(data, () => now, console.error);
  const journal = await openJournal(level, {
    ...{ bytes: megabytes * 1_048_576, age: hours * 3_600_000, now: () => now, warn: console.error },
  });
  let [count, plain] = [0, 0];
  const take = async (exchange: Exchange) => {
    // An idle hub's journal writes after 100 ms, a few exchanges in each stored block.
    if (timeOf(exchange) > now + 100) await journal.ended();
    now = timeOf(exchange);
    journal.append(exchange);
    count += 1;
    plain += JSON.stringify(exchange).length;
  };
  for (const one of recorded) await take(one);
  const last = begin + hours * 3_600_000;
  for (let turn = 1; now < last; turn++)
    for (const one of steady) {
      const time = timeOf(one) + turn * span;
      if (time > last) now = last;
      else await take(renamed(one, turn, new Date(time).toISOString()));
    }
  await journal.ended();
  const first = recorded[0]!;
  const asked = performance.now();
  const found = await journal.get(first.id);
  const took = Math.round(performance.now() - asked);
  const isReached = found !== undefined && (await journal.begin()) === first.time;
  const size = await sizeOf(data);
  await level.close();
  const mega = (bytes: number) => `${(bytes / 1_048_576).toFixed(0)} MB`;
  return {
    isReached,
    line: `${hours} h of the lab, ${count} exchanges (${mega(plain)} as JSON): ${mega(size)} on disk, ${Math.round(size / count)} bytes each; the first is ${isReached ? `found in ${took} ms` : 'LOST'}`,
  };
}

/** A recorded exchange as a later repetition has it: with other ids, in its headers and bodies too. */
function renamed(exchange: Exchange, turn: number, time: string): Exchange {
  const ids = [exchange.id, exchange.request_id, exchange.correlation_id, exchange.parent_id ?? ''];
  const names = new Map(ids.filter((id) => id.length === 36).map((id) => [id, nameOf(id, turn)]));
  let text = JSON.stringify(exchange);
  for (const [id, name] of names) text = text.replaceAll(id, name);
  return { ...(JSON.parse(text) as Exchange), time };
}

/** The id that replaces a recorded one in a repetition, the same wherever it occurs. */
function nameOf(id: string, turn: number): string {
  const key = `${turn} ${id}`;
  const name = known.get(key) ?? randomUUID();
  if (known.size > 10_000) known.clear();
  known.set(key, name);
  return name;
}

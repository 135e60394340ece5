import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Failure } from './command-failure.ts';
import { adminCommand, type Run } from './make-admin-command.ts';

/** An agreement between two parties, as it stands in the JSON file of `ocpi-hub agree export`. */
interface Wanted {
  cpo: string;
  emsp: string;
  status?: string;
  valid_from?: string | null;
  valid_to?: string | null;
  first_day?: string | null;
  last_day?: string | null;
  zone?: string;
  run_off?: boolean;
}

interface Flow {
  cpo: string;
  emsp: string;
  what: 'begins' | 'stops';
  at: string | null;
  obstacles: string[];
  objects: Record<string, number>;
  pushed: number;
}

interface Plan {
  applied: boolean;
  create: Wanted[];
  change: { before: Wanted; after: Wanted }[];
  end: Wanted[];
  unchanged: number;
  flows: Flow[];
}

interface Options {
  keepOthers?: boolean;
  yes?: boolean;
}

/** The commands `ocpi-hub agree export, plan, apply`, which treat all agreements of a hub as one file. */
export function agreeFileCommands(): Command[] {
  return [
    adminCommand(
      'export',
      'all agreements that have not been terminated, as a file for plan and apply',
      'ocpi-hub agree export agreements.json',
      async ({ hub, print }, file) => {
        const set = await hub.ask<{ agreements: Wanted[] }>('GET', '/agreements/export');
        if (!file) return print(set, () => textOf(set.agreements));
        await writeFile(file, `${textOf(set.agreements)}\n`);
        print(
          { file, agreements: set.agreements.length },
          () => `${set.agreements.length} agreements are in ${file}`,
        );
      },
    ).argument('[file]', 'where to; without it they are printed'),
    withFile(
      adminCommand<Options>(
        'plan',
        'what a file would change, and who would begin or stop to exchange data; changes nothing',
        'ocpi-hub agree plan agreements.json',
        async ({ hub, options, print }, file = '') => {
          const plan = await hub.ask<Plan>('POST', '/agreements/plan', await setIn(file, options));
          print(plan, () => inWords(plan));
        },
      ),
    ),
    withFile(
      adminCommand<Options>(
        'apply',
        'make the agreements those of a file: all of it or nothing, and nothing the second time',
        'ocpi-hub agree apply agreements.json',
        async (run, file = '') => applyFile(run, file),
      ).option('--yes', 'also where agreements end by it'),
    ),
  ];
}

/**
 * Makes the agreements of the hub those of a file. Where agreements end by it, `--yes` must be given: a file that lacks
 * some is soon made.
 */
async function applyFile({ hub, options, print }: Run<Options>, file: string): Promise<void> {
  const set = await setIn(file, options);
  if (!options.yes) {
    const { end } = await hub.ask<Plan>('POST', '/agreements/plan', set);
    if (end.length > 0)
      throw new Failure(
        `${count(end.length, 'agreement')} would end: "ocpi-hub agree plan ${file}" shows which; give --yes to end them, or --keep-others`,
      );
  }
  const plan = await hub.ask<Plan>('POST', '/agreements/apply', set);
  print(plan, () => inWords(plan));
}

function withFile(command: Command): Command {
  return command
    .argument('<file>', 'file of agreements, as "ocpi-hub agree export" writes it')
    .option('--keep-others', 'leave agreements alone that the file lacks; else they end');
}

async function setIn(file: string, { keepOthers }: Options): Promise<object> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Failure(`${file} cannot be read: ${error.message}`);
  });
  try {
    const set = JSON.parse(text) as object;
    return keepOthers ? { ...set, others: 'keep' } : set;
  } catch (error) {
    throw new Failure(`${file} is no JSON: ${(error as Error).message}`);
  }
}

/** Writes agreements as the text of a file, one agreement a line, so that a diff of two files can be read. */
function textOf(agreements: Wanted[]): string {
  if (agreements.length === 0) return '{ "agreements": [] }';
  return `{\n  "agreements": [\n${agreements.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]\n}`;
}

function inWords({ applied, create, change, end, unchanged, flows }: Plan): string {
  const begins = flows.filter(({ what }) => what === 'begins');
  const stops = flows.filter(({ what }) => what === 'stops');
  const lines = [
    ...create.map((one) => `+ ${whole(one)}`),
    ...change.map(({ before, after }) => `~ ${pair(after)}: ${difference(before, after)}`),
    ...end.map((one) => `- ${whole(one)}`),
    ...section(begins, 'begin to exchange data', beginning),
    ...section(stops, 'stop to exchange data', ({ objects }) => objectsIn(objects)),
  ];
  const [make, alter, stop] = applied ? ['made', 'changed', 'ended'] : ['to make', 'to change', 'to end'];
  const sum = `${create.length} ${make}, ${change.length} ${alter}, ${end.length} ${stop}, ${unchanged} as they are`;
  return [...lines, ...(lines.length > 0 ? [''] : []), sum].join('\n');
}

function section(flows: Flow[], what: string, detail: (flow: Flow) => string): string[] {
  if (flows.length === 0) return [];
  return ['', `${what} (${flows.length}):`, ...flows.map((flow) => `  ${pair(flow)}: ${detail(flow)}`)];
}

function beginning({ at, objects, pushed, obstacles }: Flow): string {
  const when = at ? `from ${at}, ` : '';
  const how = pushed > 0 ? `; ${pushed} of them are pushed at once` : '';
  return `${when}${objectsIn(objects)}${how}${obstacles.map((one) => `\n    but ${one}`).join('')}`;
}

function objectsIn(objects: Record<string, number>): string {
  const some = Object.entries(objects).filter(([, number]) => number > 0);
  return some.map(([module, number]) => `${number} ${module}`).join(', ') || 'nothing is stored of them';
}

function whole(one: Wanted): string {
  const { cpo, emsp, ...rest } = one;
  const more = Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`);
  return [pair({ cpo, emsp }), ...more].join(', ');
}

function difference(before: Wanted, after: Wanted): string {
  const names = ['status', 'valid_from', 'valid_to', 'first_day', 'last_day', 'zone', 'run_off'] as const;
  const usual = { status: 'ACTIVE', run_off: true } as Wanted;
  const said = (one: Wanted, name: (typeof names)[number]) => String(one[name] ?? usual[name] ?? 'none');
  return names
    .filter((name) => said(before, name) !== said(after, name))
    .map((name) => `${name} ${said(before, name)} → ${said(after, name)}`)
    .join(', ');
}

function pair({ cpo, emsp }: Pick<Wanted, 'cpo' | 'emsp'>): string {
  return `${cpo} and ${emsp}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

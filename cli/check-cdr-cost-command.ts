import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { Command } from 'commander';
import { type CostCheck, checkCdr } from '../simulators/tariffs/check-cost-of-cdr.ts';
import { check, summary } from '../src/ocpi/schemas/validation.ts';
import type { CDR, Tariff } from '../src/ocpi/types/2.1.1.generated.ts';
import { withExample } from './make-admin-command.ts';

/**
 * `ocpi-hub cost FILE [CDR_FILE]`: exit 0 when the CDR states the right cost, 1 when not or when a document is invalid,
 * 2 for wrong usage.
 */
export function costCommand(): Command {
  const command = withExample(new Command('cost'), 'ocpi-hub cost my-tariffs.json my-cdr.json')
    .description('compute what a CDR should cost by its tariff, and compare it with what it states')
    .argument('<tariff>', 'JSON file of a Tariff or a list of them; alone: a CDR with tariffs of its own')
    .argument('[cdr]', 'JSON file of the CDR; - reads standard input')
    .option(
      '--json',
      'print {cdr, currency, cost_expected, cost_stated, difference, credit, agrees, breakdown, …}',
    );
  return command.action(async (first: string, second: string | undefined, options: { json?: boolean }) => {
    process.exitCode = 1;
    const cdr = (await read(second ?? first, 'cdr', command))?.[0] as CDR | undefined;
    const tariffs = second === undefined ? cdr?.tariffs : await read(first, 'tariff', command);
    if (!cdr || (second !== undefined && !tariffs)) return;
    const found = checkCdr(cdr, tariffs as Tariff[] | undefined);
    console.log(options.json ? JSON.stringify(found, null, 2) : inWords(found));
    if (found.agrees && found.findings.length === 0) process.exitCode = 0;
  });
}

/** The CDRs or Tariffs of a file; `undefined` after a message that one of them is invalid. */
async function read(file: string, name: 'cdr' | 'tariff', command: Command): Promise<unknown[] | undefined> {
  const objects = parse(await textIn(file, command), name === 'tariff');
  const findings =
    typeof objects === 'string' ? objects : summary(objects.flatMap((one) => check(name, one)));
  if (typeof objects !== 'string' && findings === '') return objects;
  console.error(`invalid  ${file}: ${findings}`);
  return undefined;
}

/** The objects of a JSON text, or the reason why there are none; a list of objects is accepted where it is allowed. */
function parse(text: string, mayBeList: boolean): unknown[] | string {
  try {
    const value: unknown = JSON.parse(text);
    return mayBeList && Array.isArray(value) ? value : [value];
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
}

async function textIn(file: string, command: Command): Promise<string> {
  try {
    return file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    return command.error(`error: cannot read ${file}: ${(error as Error).message}`, { exitCode: 2 });
  }
}

function inWords(found: CostCheck): string {
  const { cdr, currency, cost_expected, cost_stated, credit, breakdown, agrees, findings, assumptions } =
    found;
  const lines = breakdown.map(
    ({ type, price, used, billed, unit, cost, tariff_id, element }) =>
      `  ${type} ${price}: used ${used} ${unit}, billed ${billed} ${unit} = ${cost}  (${tariff_id}, element ${element})`,
  );
  return [
    `${agrees ? 'agrees' : 'differs'}  ${cdr}: expected ${cost_expected} ${currency}, stated ${cost_stated} ${currency}`,
    ...(credit ? ['  a credit: its cost is negative, and takes back what is expected'] : []),
    ...lines,
    ...findings.map(({ pointer, message }) => `  ${pointer}: ${message}`),
    ...assumptions.map((assumption) => `  assumed: ${assumption}`),
  ].join('\n');
}

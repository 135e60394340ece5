import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { BadKey, signerFrom, usualKeyFile } from '../conformance/evidence/ed25519-signer.ts';
import { countersign } from '../conformance/evidence/evidence-file.ts';
import { type Verification, verificationOf } from '../conformance/evidence/verify-evidence.ts';
import { Failure } from './command-failure.ts';
import { withExample } from './make-admin-command.ts';
import { card } from './print-table.ts';

interface Given {
  countersign?: boolean;
  name?: string;
  key?: string;
  signer?: string;
  json?: boolean;
}

/**
 * `ocpi-hub verify FILE`: checks a bundle of evidence; exit 0 when every hash and signature holds, 1 when one does not,
 * 2 for a file that is no bundle.
 */
export function verifyCommand(): Command {
  const command = withExample(new Command('verify'), 'ocpi-hub verify evidence.ndjson')
    .description('check the evidence of a conformance run, offline: every hash and signature')
    .argument('<file>', 'what "ocpi-hub conformance --bundle" wrote')
    .option('--signer <key>', 'a public key that must be among those that signed')
    .option('--countersign', 'add your signature to it, when it is sound')
    .option('--name <name>', 'who countersigns, in your words')
    .option(
      '--key <file>',
      'your Ed25519 key, made where there is none (default: ~/.config/ocpi-hub/evidence-key.pem)',
    )
    .option('--json', 'print what was found as JSON');
  return command.action(async (file: string, given: Given) => {
    const found = verificationOf(await read(file, command));
    if (!found) return command.error(`error: ${file} is no evidence bundle`, { exitCode: 2 });
    if (given.countersign && !found.problem) await sign(file, found, given, command);
    const isBy = given.signer === undefined || found.signatures.some(({ key }) => key === given.signer);
    console.log(given.json ? JSON.stringify(found, undefined, 2) : inWords(found));
    if (found.problem) throw new Failure(`${file}: ${placeOf(found.problem)}`);
    if (!isBy) throw new Failure(`${file} is not signed by ${given.signer}`);
  });
}

async function read(file: string, command: Command): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    return command.error(`error: ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, {
      exitCode: 2,
    });
  }
}

async function sign(file: string, found: Verification, given: Given, command: Command): Promise<void> {
  try {
    const signer = signerFrom(given.key ?? usualKeyFile());
    if (found.signatures.some(({ key }) => key === signer.key))
      throw new Failure(
        `${file} is signed by this key already; the other side signs with one of its own (--key)`,
      );
    await countersign(file, found, signer, given.name);
    Object.assign(found, verificationOf(await readFile(file)));
  } catch (error) {
    if (error instanceof BadKey) command.error(`error: ${error.message}`, { exitCode: 2 });
    throw error;
  }
}

/** Names the place of the first error in a bundle: entries are counted from 0, lines from 1. */
function placeOf({ entry, kind, words }: NonNullable<Verification['problem']>): string {
  return `entry ${entry} (${kind}, line ${entry + 1}) ${words}`;
}

interface Head {
  suite: { version: string };
  begun: string;
  partner: { role: string; name: string; party: string; versions_url: string };
}

function inWords({ problem, entries, exchanges, checks, head, result, signatures }: Verification): string {
  const { suite, begun, partner } = (head ?? {}) as Partial<Head>;
  const totals = Object.entries((result?.totals ?? {}) as Record<string, number>);
  return card({
    bundle: problem ? 'NOT as it was signed' : 'sound: every hash and signature holds',
    entries: `${entries}: ${exchanges} exchanges, ${checks} checks`,
    partner:
      partner && [partner.role, partner.party, partner.name, partner.versions_url].filter(Boolean).join(', '),
    begun,
    suite: suite && `ocpi-hub ${suite.version}`,
    verdicts: totals.map(([name, count]) => `${count} ${name}`).join(', '),
    ...Object.fromEntries(
      signatures.map(({ as, name, time, key }, at) => [
        at === 0 ? 'signed' : `countersigned${at > 1 ? ` ${at}` : ''}`,
        `${key} as ${[as, name].filter(Boolean).join(', ')}, at ${time} by its own clock`,
      ]),
    ),
  });
}

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataTable, Then } from '@cucumber/cucumber';
import type { Market } from '../support/cucumber-world.ts';
import { eventually } from '../support/eventually.ts';
import type { Received } from '../support/partner-types.ts';
import { hubCommand } from './command-line.ts';

const patience = { timeout: 120_000 };

/** The party receives messages of these kinds alone, and `ocpi-hub validate --strict` accepts all of them. */
Then(
  '{party} has received these messages and no others, all of them 2.1.1-d2 to the letter:',
  patience,
  async function (this: Market, name: string, table: DataTable) {
    const { partner } = this.party(name);
    const rows = table.hashes() as { message: string; object: string; 'at least': string }[];
    for (const { message, 'at least': least } of rows)
      await eventually(() => {
        const count = pushes(partner.received, message).length;
        assert.ok(count >= Number(least), `${count} of ${message}`);
      });
    const others = partner.received.filter(({ method }) => method !== 'GET').map(kindOf);
    assert.deepEqual([...new Set(others)].sort(), rows.map(({ message }) => message).sort());
    const folder = await mkdtemp(join(tmpdir(), 'letter-'));
    this.cleanUps.push(() => rm(folder, { recursive: true, force: true }));
    await Promise.all(
      rows.map(async ({ message, object }) => {
        const file = join(folder, `${message}.json`);
        const bodies = pushes(partner.received, message).map(({ body }) => body);
        await writeFile(file, `[${bodies.join()}]`.replace(/"(APP|AD_HOC)_USER"/g, '"OTHER"'));
        const part = object.startsWith('part of ') ? ['--patch'] : [];
        const words = ['validate', object.replace('part of ', ''), file, '--strict', ...part];
        const { code, out, err } = await hubCommand(this, words);
        assert.equal(code, 0, `${message}: ${out}${err}`);
      }),
    );
  },
);

function pushes(received: Received[], kind: string): Received[] {
  return received.filter((one) => kindOf(one) === kind);
}

function kindOf({ method, module }: Received): string {
  return `${method} ${module}`;
}

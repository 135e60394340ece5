import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inherited, programOf } from '../test/bundled-programs.ts';
import { location } from '../torture/partner/sample-objects.ts';
import { until } from '../torture/wait-until.ts';
import type { Stage } from './attack-setup.ts';

/** A pattern for characters that an operator's terminal interprets instead of showing them. */
const control = /[^\P{Cc}\n\t]|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** Puts a text into a partner's answers, ids and names, and runs every command that prints them. */
export async function onTerminal(stage: Stage, said: string): Promise<string | undefined> {
  const operator = await stage.joins('CPO');
  const evil = await stage.joins('EMSP', [operator]);
  evil.answer = ({ method }) =>
    method === 'GET' ? undefined : { status: 400, code: 2001, message: `refused ${said}` };
  await operator.send('PUT', `/locations/NL/${operator.party}/L1`, location('L1', 1));
  await until(() => (evil.got('locations', 'PUT').length > 0 ? undefined : 'the object has not come'), 5000);
  await evil.send('PUT', `/tokens/NL/${evil.party}/${encodeURIComponent(said)}`, { uid: said, issuer: said });
  const owner = `NL*${operator.party}`;
  const receiver = `NL*${evil.party}`;
  for (const words of [
    ['parties'],
    ['parties', 'show', receiver],
    ['trace', '--party', receiver, '--limit', '50'],
    ['report', receiver],
    ['why', 'locations', owner, 'L1', receiver],
    ['resend', receiver, '--list'],
  ]) {
    const shown = await command(stage, words);
    const at = control.exec(shown)?.index;
    if (at !== undefined)
      return `"${words.join(' ')}" shows ${JSON.stringify(shown.slice(at, at + 20))} as it is`;
    if (words[0] === 'why' && !shown.includes('refused'))
      return `"why" does not tell what was said: ${shown}`;
  }
  return undefined;
}

async function command({ hub }: Stage, words: string[]): Promise<string> {
  const args = [...words, '--url', hub.url, '--admin-token', hub.adminToken];
  const run = promisify(execFile)(process.execPath, [...(await programOf('cli/main.ts')), ...args], {
    env: inherited(),
  });
  const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
  return stdout + stderr;
}

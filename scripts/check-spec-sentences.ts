import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { origins } from '../src/ocpi/rules/origins-of-rules.ts';

// Looks up, in a copy of the text of OCPI 2.1.1-d2, the sentence that every rule of src/ocpi/rules/origins-of-rules.ts points to, and compares
// it with the hash that is stored there: a sentence that is missing or reads otherwise fails. --write stores the hashes anew,
// which is for somebody who has read what changed.
//   npm run sentences -- FOLDER      (releases/2.1.1-d2 of ocpi/ocpi, branch release-2.1.1-bugfixes)

const { values: options, positionals } = parseArgs({
  options: { write: { type: 'boolean' } },
  allowPositionals: true,
});
const [folder] = positionals;
if (!folder || !existsSync(join(folder, 'transport_and_format.md')))
  throw new Error('name the folder of the text, such as ocpi/releases/2.1.1-d2');

const table = 'src/ocpi/rules/origins-of-rules.ts';
let source = readFileSync(table, 'utf8');
let wrong = 0;
for (const [id, [, , at]] of Object.entries(origins)) {
  if (typeof at === 'string') continue;
  const [file, heading, words, stored] = at;
  const sentence = sentenceAt(readFileSync(join(folder, file), 'utf8'), heading, words);
  const hash = sentence && createHash('sha256').update(sentence).digest('hex').slice(0, 12);
  if (hash === stored) continue;
  wrong += 1;
  console.error(`${id}: ${file}, ${heading}, ${words} …: ${sentence ? 'reads otherwise' : 'is not there'}`);
  // The hash stands at the end of the pointer to the sentence, on the line of its rule.
  const line = source.split('\n').find((one) => one.startsWith(`  '${id}':`)) ?? '';
  if (hash) source = source.replace(line, () => line.replace(`'${stored}'], `, `'${hash}'], `));
}
if (options.write) writeFileSync(table, source);
console.log(wrong === 0 ? 'every sentence reads as it did' : `${wrong} sentences differ`);
process.exitCode = wrong > 0 && !options.write ? 1 : 0;

/**
 * The sentence, or row of a table, of the specification that begins with these words below a heading; several blanks
 * count as one.
 */
function sentenceAt(text: string, heading: string, words: string): string | undefined {
  const sections =
    heading === '' ? [text] : text.split(/^(?=#+ )/m).filter((one) => titleOf(one).includes(heading));
  for (const section of sections) {
    const lines = section.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
    const row =
      words.startsWith('| ') &&
      lines.find((line) => line === words || line.startsWith(`${words} `) || line.startsWith(`${words}(`));
    if (row) return row;
    const flat = section.replace(/\s+/g, ' ');
    const at = flat.indexOf(words);
    if (at >= 0 && !words.startsWith('| ')) return /^.*?(?:[.!](?= |$)|$)/.exec(flat.slice(at))?.[0];
  }
  return undefined;
}

/** The words of a section's heading, without the characters that mark up headings and emphasis. */
function titleOf(section: string): string {
  return (section.split('\n')[0] ?? '').replace(/[#*_]/g, '').replace(/\s+/g, ' ').trim();
}

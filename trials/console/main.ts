import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumProgram } from '../../features/support/find-chromium.ts';
import { adminToken, startHub } from '../../features/support/hub-process.ts';
import { optionsOrExit } from '../torture/common/options-or-exit.ts';
import { readOptions, usage } from './command-line-options.ts';
import { fill } from './fill-store-with-market.ts';
import { type Figures, measure } from './measure-console-page.ts';
import { measuredPages } from './measured-pages.ts';

// This program measures every page of the console on a market of any size; see README.md.

/** The most nodes of a console page, and the milliseconds in which the slowest answer is to begin. */
const most = { nodes: 2000, server: 300 };

const options = optionsOrExit(readOptions, usage);
const folder = mkdtempSync(join(tmpdir(), 'console-market-'));
const began = Date.now();
const { connections } = await fill(folder, options, began);
console.log(`${sized()}, filled in ${((Date.now() - began) / 1000).toFixed(1)} s`);
const hub = await startHub({}, folder);
const browser = await chromium.launch({ ...chromiumProgram(), args: ['--no-sandbox', '--disable-gpu'] });
const scene = { browser, hub: hub.url, token: adminToken, pictures: options.pictures };
const rows: Figures[] = [];
try {
  for (const page of measuredPages(connections[0]!, options.stored)) rows.push(await measure(scene, page));
} finally {
  await browser.close();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
}
const table = [
  '| page | server, ms | nodes | first row, ms | KB |',
  '| --- | ---: | ---: | ---: | ---: |',
  ...rows.map((row) => `| ${row.page} | ${row.server} | ${row.nodes} | ${row.firstRow} | ${row.kilobytes} |`),
];
console.log(`\n${table.join('\n')}\n`);
for (const { page, server, slowest } of rows)
  if (server > most.server)
    console.log(`${page}: ${slowest} began after ${server} ms, more than ${most.server}`);
const wrong = rows.flatMap(({ page, nodes, complaints }) => [
  ...(nodes > most.nodes ? [`${page}: ${nodes} nodes, more than ${most.nodes}`] : []),
  ...complaints.map((words) => `${page}: ${words}`),
]);
for (const words of wrong) console.error(words);
if (wrong.length > 0) process.exitCode = 1;
if (options.write) intoReadme();

function sized(): string {
  const { connections, agreements, stored } = options;
  const words = [`${connections} connections`, `${agreements} agreements`, `${stored} objects`];
  return words.map((one) => one.replace(/\d+/, (count) => Number(count).toLocaleString('en'))).join(', ');
}

/** Puts the table of figures between its marks in the README of the console. */
function intoReadme(): void {
  const file = 'src/console/README.md';
  const text = readFileSync(file, 'utf8');
  const [before, rest = ''] = text.split('<!-- market -->\n');
  const [, after] = rest.split('<!-- end of market -->\n');
  if (after === undefined) throw new Error(`${file} has no marks for the table`);
  writeFileSync(
    file,
    `${before}<!-- market -->\n${sized()}:\n\n${table.join('\n')}\n\n<!-- end of market -->\n${after}`,
  );
}

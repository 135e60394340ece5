import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { html } from './html-report.ts';
import type { Report } from './json-report.ts';
import { junit } from './junit-report.ts';
import { markdown } from './markdown-report.ts';

/** The forms of a report, each with the name of its file. */
export const formats: Record<string, { file: string; write: (report: Report) => string }> = {
  html: { file: 'conformance.html', write: html },
  junit: { file: 'conformance.xml', write: junit },
  json: { file: 'conformance.json', write: (report) => `${JSON.stringify(report, undefined, 2)}\n` },
  markdown: { file: 'conformance.md', write: markdown },
};

/** Writes a report into a folder, in all forms or those named; returns the paths of the files. */
export async function writeReport(
  report: Report,
  folder: string,
  names = Object.keys(formats),
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    names.map(async (name) => {
      const format = formats[name];
      if (!format) throw new Error(`there is no report format ${name}`);
      const file = join(folder, format.file);
      await writeFile(file, format.write(report));
      return file;
    }),
  );
}

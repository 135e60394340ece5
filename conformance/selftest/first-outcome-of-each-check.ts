import { readFileSync, writeFileSync } from 'node:fs';
import type { Report } from '../report/json-report.ts';

/** A table of which partner was the first to make each check fail as it should, and which to pass it. */
export interface Sightings {
  /** Notes a partner that was judged as expected; `wanted` are the requirements that it breaks. */
  note(partner: string, report: Report, wanted: string[]): void;
  /** Tells how many checks were seen both failing and passing, and which were not. */
  summary(): string;
  /** Writes the table of first outcomes to a file. */
  write(file: string): void;
}

interface Row {
  role: string;
  id: string;
  name: string;
  failing?: string;
  passing?: string;
}

/** Begins with the sightings of the table in a file, or with none. */
export function newSightings(file?: string): Sightings {
  const known = file === undefined ? [] : rowsIn(readFileSync(file, 'utf8'));
  const rows = new Map(known.map((row) => [`${row.role} ${row.id} ${row.name}`, row]));
  return {
    note(partner, report, wanted) {
      const { role } = report.partner;
      for (const { id, name, verdict } of report.checks) {
        const key = `${role} ${id} ${name}`;
        const row: Row = rows.get(key) ?? { role, id, name };
        if (verdict === 'passed') row.passing ??= partner;
        if ((verdict === 'failed' || verdict === 'warned') && wanted.includes(id)) row.failing ??= partner;
        rows.set(key, row);
      }
    },
    summary() {
      const all = [...rows.values()];
      const never = (way: 'failing' | 'passing') => all.filter((row) => row[way] === undefined);
      const told = ({ role, id, name }: (typeof all)[number]) => `  ${role} ${id} ${name}`;
      return [
        `${all.filter(({ failing, passing }) => failing && passing).length} of ${all.length} checks were seen failing and passing`,
        ...(never('failing').length > 0 ? ['never failing:', ...never('failing').map(told)] : []),
        ...(never('passing').length > 0 ? ['never passing:', ...never('passing').map(told)] : []),
      ].join('\n');
    },
    write(file) {
      const cell = (text = unseen) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
      const lines = [...rows.values()]
        .sort((a, b) => `${a.id} ${a.role} ${a.name}`.localeCompare(`${b.id} ${b.role} ${b.name}`))
        .map(
          ({ role, id, name, failing, passing }) =>
            `| ${id} | ${role} | ${cell(name)} | ${cell(failing)} | ${cell(passing)} |`,
        );
      writeFileSync(
        file,
        `# Checks seen failing, and seen passing

By which partner of the self-test first. Written by \`npm run conformance:selftest -- --table\`; who is correct may pass first in one
run and another in the next, so that the words of the last column may change.

| Requirement | Role | Check | Failing at | Passing at |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`,
      );
    },
  };
}

const unseen = '**never**';

function rowsIn(text: string): Row[] {
  const lines = text.split('\n').filter((line) => /^\| [A-Z]+-\d+ /.test(line));
  return lines.map((line) => {
    const [id = '', role = '', name = '', failing = '', passing = ''] = line
      .slice(2, -2)
      .replaceAll('&lt;', '<')
      .split(/(?<!\\) \| /)
      .map((cell) => cell.replaceAll('\\|', '|'));
    return {
      ...{ id, role, name },
      ...(failing === unseen ? {} : { failing }),
      ...(passing === unseen ? {} : { passing }),
    };
  });
}

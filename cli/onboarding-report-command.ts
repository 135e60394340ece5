import { Option } from 'commander';
import { connectionNamed } from './find-connection-by-name.ts';
import { adminCommand } from './make-admin-command.ts';
import { table } from './print-table.ts';

interface Report {
  party: string;
  complete: boolean;
  window: { requests: number; since: string | null };
  steps: { step: string; title: string; status: string; seen: string; next: string | null }[];
  findings: {
    requirement: string | null;
    words: string;
    origin: string | null;
    mend: string | null;
    count: number;
    request_id: string;
    example: { pointer: string; message: string };
  }[];
}

/**
 * `ocpi-hub report`: shows how far a partner has come from registration to live data; exit code 1 while a step is
 * missing or failing.
 */
export function reportCommand() {
  return adminCommand<{ format: 'text' | 'html' }>(
    'report',
    'how far a partner has come, what is missing, and what to mend; exit code 1 until every step is done',
    "ocpi-hub report 'NL*ABC' --format html > report.html",
    async ({ hub, options, print, wrongUsage }, name = '') => {
      if (options.json && options.format === 'html')
        wrongUsage('--json and --format html exclude each other');
      const { id } = await connectionNamed(hub, name);
      const path = `/connections/${id}/report`;
      const report = await hub.ask<Report>('GET', path);
      if (options.format === 'html') console.log(await hub.page(path));
      else print(report, () => inWords(report));
      if (!report.complete) process.exitCode = 1;
    },
  )
    .argument('<connection>', 'party such as NL*ABC, or id of a connection')
    .addOption(
      new Option('--format <format>', 'text, or a page of HTML').choices(['text', 'html']).default('text'),
    );
}

function inWords({ party, steps, findings, window }: Report): string {
  const next = steps.filter((step) => step.next !== null).map((step) => `  ${step.step}: ${step.next}`);
  const mends = findings.map(
    ({ requirement, origin, words, mend, count, request_id, example }) =>
      `  ${[requirement, origin].filter(Boolean).join(', ') || 'no rule known'}, ${count} times: ${words}\n    seen: ${[example.pointer, example.message].filter(Boolean).join(': ')} (ocpi-hub trace --request-id ${request_id})${mend ? `\n    mend: ${mend}` : ''}`,
  );
  return [
    `${party}, from ${window.requests} requests${window.since ? ` since ${window.since}` : ''}`,
    table(steps, {
      step: ({ step }) => step,
      status: ({ status }) => status,
      seen: ({ seen }) => seen,
    }),
    ...(next.length > 0 ? ['next:', ...next] : []),
    ...(mends.length > 0 ? ['to mend:', ...mends] : []),
  ].join('\n');
}

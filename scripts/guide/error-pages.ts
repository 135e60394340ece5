import { type ProblemKind, problems } from '../../src/admin/problem-details.ts';
import { guidePath, helpOf } from '../../src/hub/guide-page-of-error.ts';
import { type ErrorKind, OcpiError } from '../../src/ocpi/messages/ocpi-errors.ts';
import { adminErrors, type ErrorWords, ocpiErrors } from './error-explanations.ts';
import { messagesByKind } from './error-messages.ts';
import type { Page } from './page-type.ts';

interface ErrorRow {
  name: string;
  code: string;
  words: ErrorWords;
  messages: string[];
  /** An answer with this error, as JSON. */
  example: string;
}

/**
 * Pages of the guide about errors: one for each kind of error of the OCPI interfaces and of the admin API, and one that
 * lists them.
 */
export function errorPages(): Page[] {
  const messages = messagesByKind();
  const ocpi = Object.entries(ocpiErrors).map(([kind, words]): ErrorRow => {
    const { http, ocpi: code } = new OcpiError(kind as ErrorKind, '');
    const message = messages.get(`ocpi ${kind}`) ?? [];
    return {
      name: helpOf('ocpi', kind),
      code: `HTTP ${http}, status_code ${code}`,
      words,
      messages: message,
      example: `{\n  "status_code": ${code},\n  "status_message": "…",\n  "timestamp": "2026-01-31T08:00:00Z"\n}`,
    };
  });
  const admin = Object.entries(adminErrors).map(([kind, words]): ErrorRow => {
    const [status, title] = problems[kind as ProblemKind];
    return {
      name: helpOf('admin', kind),
      code: `HTTP ${status}`,
      words,
      messages: messages.get(`admin ${kind}`) ?? [],
      example: `{\n  "title": ${JSON.stringify(title)},\n  "status": ${status},\n  "detail": "…",\n  "help": "${guidePath(`errors/${helpOf('admin', kind)}`)}"\n}`,
    };
  });
  return [
    indexPage(ocpi, admin),
    ...ocpi.map((row) => page(row, 'OCPI')),
    ...admin.map((row) => page(row, 'Admin API')),
  ];
}

function page({ name, code, words, messages, example }: ErrorRow, family: string): Page {
  const [title, when, remedy] = words;
  const markdown = [
    `# ${title}`,
    `${family}: **${code}**`,
    '## When the hub answers so',
    when,
    '## What to do',
    remedy,
    '## How the answer looks',
    `\`\`\`json\n${example}\n\`\`\``,
    ...(messages.length > 0
      ? [
          '## Messages',
          '`…` stands for what differs.',
          messages.map((one) => `- \`${one.replaceAll('`', "'")}\``).join('\n'),
        ]
      : []),
    '[All errors](index.md)',
  ].join('\n\n');
  return {
    file: `errors/${name}.md`,
    title: `${code}: ${title}`,
    about: when.replaceAll('`', ''),
    section: 'errors',
    markdown,
  };
}

function indexPage(ocpi: ErrorRow[], admin: ErrorRow[]): Page {
  const table = (rows: ErrorRow[]) =>
    [
      '| answer | meaning |',
      '| --- | --- |',
      ...rows.map(({ name, code, words }) => `| [${code}](${name}.md) | ${words[0]} |`),
    ].join('\n');
  const markdown = [
    '# Errors',
    'Each kind of error has a page with a stable address. An answer of the hub leads there: by `Link: <…>; rel="help"` on the OCPI interfaces, by `help` in a problem of the admin API.',
    '## OCPI interfaces',
    table(ocpi),
    '## Admin API',
    table(admin),
  ].join('\n\n');
  return {
    file: 'errors/index.md',
    title: 'Errors',
    about: 'Every error of the hub, what it means and what to do.',
    section: 'errors',
    markdown,
  };
}

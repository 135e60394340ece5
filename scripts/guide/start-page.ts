import type { Page } from './page-type.ts';

/** The first page of the guide: where to begin, and which pages there are. */
export function startPage(pages: Page[]): Page {
  const recipes = pages.filter(({ section, file }) => section === 'recipes' && !file.endsWith('README.md'));
  const list = (some: Page[]) =>
    some.map(({ file, title, about }) => `- [${title}](${file}): ${about}`).join('\n');
  const documents = [
    'README.md',
    'simulators/README.md',
    'conformance/README.md',
    'src/admin/README.md',
    'src/console/README.md',
    'schemas/README.md',
    'deploy/README.md',
    'SECURITY.md',
    'CHANGELOG.md',
  ];
  const markdown = [
    '# The guide',
    'An open OCPI 2.1.1-d2 roaming hub with simulated partners. All that is here works offline: it is served by each hub at `/guide/`, comes with the package, and `npx ocpi-hub guide --out DIR` writes it as files. The search is in the head of every page.',
    '## Recipes',
    list(recipes),
    '## Look something up',
    list(pages.filter(({ file }) => file === 'checks/index.md' || file === 'errors/index.md')),
    '- `/docs` of a hub: the admin API and both OCPI interfaces, as OpenAPI.',
    '## Read',
    list(documents.flatMap((name) => pages.filter(({ file }) => file === name))),
    'Programs that read find all of it as Markdown in [llms.txt](llms.txt).',
  ].join('\n\n');
  return { file: 'index.md', title: 'Guide', about: 'Where to begin.', section: 'start', markdown };
}

/** The text of `llms.txt` (llmstxt.org): a list of all pages of the guide for programs, each as Markdown. */
export function llms(pages: Page[]): string {
  const sections: [string, Page['section']][] = [
    ['Recipes', 'recipes'],
    ['Documents', 'documents'],
    ['Checks', 'checks'],
    ['Errors', 'errors'],
    ['Optional', 'files'],
  ];
  const lines = sections.flatMap(([title, section]) => [
    '',
    `## ${title}`,
    '',
    ...pages
      .filter((page) => page.section === section)
      .map(({ file, title: name, about }) => `- [${name.replace(/[[\]]/g, '')}](${file}): ${about}`),
  ]);
  return `# ocpi-hub\n\n> An open OCPI 2.1.1-d2 roaming hub with simulated partners, a conformance suite, schemas and types.\n${lines.join('\n')}\n`;
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Page } from './page-type.ts';
import { linksIn } from './render-markdown.ts';

/**
 * Documents in the project's root that become pages of the guide, beside all READMEs; files that these refer to become
 * pages too.
 */
const tops = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'];

/** Folders with READMEs, in the order of the navigation. */
const rooms = ['docs', 'simulators', 'conformance', 'features', 'schemas', 'cli', 'deploy', 'src', 'trials'];

/** Documents with tables made from other pages, which the search leaves out: they would be found by every word. */
const tables = ['features/ledger.md', 'conformance/selftest/sightings.md'];

/** Documents that link to hundreds of source files, which become no pages. */
const lists = [...tables, 'features/steps.md'];

/** The READMEs, the recipes, and every file of the project that any of them refers to, as pages. */
export function documentPages(): Page[] {
  const pages = new Map<string, Page>();
  const waiting = [...tops, ...rooms.flatMap(readmes)];
  for (const file of waiting) {
    if (pages.has(file)) continue;
    const page = pageOf(file);
    pages.set(file, page);
    if (page.section !== 'files' && !lists.includes(file)) waiting.push(...targets(file, page.markdown));
  }
  return [...pages.values()];
}

function readmes(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /(^|[/\\])README\.md$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/** The files of the project to which a document refers; a folder stands for its README. */
function targets(file: string, markdown: string): string[] {
  return linksIn(markdown)
    .filter((link) => !/^([a-z]+:|\/|#)/i.test(link))
    .map((link) => fileOf(posix.join(posix.dirname(file), decodeURI(link.split('#')[0] as string))))
    .filter((name) => existsSync(name) && statSync(name).isFile());
}

/** The file that a path of the project means: a folder is its README. */
export function fileOf(path: string): string {
  const plain = path.replace(/\/$/, '');
  return existsSync(plain) && statSync(plain).isDirectory() ? posix.join(plain, 'README.md') : plain;
}

function pageOf(file: string): Page {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.md')) return sourcePage(file, text);
  const [, title = file] = /^# (.+)$/m.exec(text) ?? [];
  const page: Page = {
    file,
    title: plain(title),
    about: firstSentence(text) || plain(title),
    section: file.startsWith('docs/recipes/') ? 'recipes' : 'documents',
    markdown: text,
  };
  return tables.includes(file) ? { ...page, unsearched: true } : page;
}

/** A page that shows a file which is no Markdown. */
function sourcePage(file: string, text: string): Page {
  const language = posix.extname(file).slice(1);
  const markdown = `# ${file}\n\n\`\`\`\`${language}\n${text}\n\`\`\`\`\n`;
  return { file, title: file, about: `The file ${file}.`, section: 'files', markdown, unsearched: true };
}

/** The first sentence of a Markdown text's first paragraph, without marks of Markdown. */
function firstSentence(markdown: string): string {
  const paragraphs = markdown.replace(/```[^]*?```/g, '').split(/\n\s*\n/);
  const first = paragraphs.map((text) => text.trim()).find((text) => text && !/^[#|<>-]/.test(text));
  const [sentence = ''] = /^[^]*?[.:](?=\s|$)/.exec(plain(first ?? '')) ?? [];
  return sentence.replace(/:$/, '.');
}

function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|[`>]/g, '')
    .replace(/(^|\s)\*([^*\s][^*]*)\*(?=\W|$)/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
}

import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { checkPages } from './conformance-check-pages.ts';
import { documentPages, fileOf } from './document-pages.ts';
import { errorPages } from './error-pages.ts';
import { layout } from './page-layout.ts';
import { htmlOf, type Page, way } from './page-type.ts';
import { render } from './render-markdown.ts';
import { llms, startPage } from './start-page.ts';

/** Files of the guide that are no pages, each with the path of its source. */
const assets = {
  'guide.css': 'scripts/guide/assets/guide.css',
  'guide.js': 'scripts/guide/assets/guide.js',
  'favicon.svg': 'src/console/public/favicon.svg',
};

/** A section of a page in the search index: file, title of the page, id and words of the heading, text. */
export type Entry = [file: string, page: string, id: string, heading: string, text: string];

/** All pages of the guide. */
export function guidePages(): Page[] {
  const pages = [...documentPages(), ...checkPages(), ...errorPages()];
  return [startPage(pages), ...pages];
}

/** All files of the guide: for each page its HTML and its Markdown, the search index, `llms.txt`, and what pages load. */
export function guideFiles(pages = guidePages()): Map<string, string> {
  const known = new Set(pages.map(({ file }) => file));
  const files = new Map<string, string>();
  const index: Entry[] = [];
  for (const page of pages) {
    const rendered = render(page.markdown, (link) => target(page, link, known));
    files.set(htmlOf(page.file), layout(page, rendered, pages));
    files.set(page.file, page.section === 'files' ? readFileSync(page.file, 'utf8') : page.markdown);
    if (page.unsearched) continue;
    rendered.headings.forEach(({ id, text }, at) =>
      index.push([
        htmlOf(page.file),
        page.title,
        at === 0 ? '' : id,
        at === 0 ? page.title : text,
        rendered.texts[at] ?? '',
      ]),
    );
  }
  for (const [name, source] of Object.entries(assets)) files.set(name, readFileSync(source, 'utf8'));
  files.set('search-index.js', `window.guideIndex = ${JSON.stringify(index)};\n`);
  files.set('llms.txt', llms(pages));
  return files;
}

/**
 * The place inside the guide to which a link of a page leads: the HTML of a page. A file of the project that is no page
 * gives `undefined`; a link to no file at all stays as it is, and the check of links finds it.
 */
function target(page: Page, link: string, known: ReadonlySet<string>): string | undefined {
  if (/^([a-z][a-z0-9+.-]*:|\/|#)/i.test(link)) return link;
  const [path = '', place] = link.split('#');
  const file = posix.join(posix.dirname(page.file), decodeURI(path));
  const found = known.has(file) ? file : fileOf(file);
  if (!known.has(found) && (existsSync(found) || existsSync(file))) return undefined;
  const there = known.has(found) ? htmlOf(found) : found;
  return way(page.file, there) + (place === undefined ? '' : `#${place}`);
}

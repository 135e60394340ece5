import { text as escaped } from '../../conformance/report/escape-html.ts';
import { htmlOf, type Page, way } from './page-type.ts';
import type { Rendered } from './render-markdown.ts';

/** The HTML of a page of the guide, which loads nothing but files of the guide. */
export function layout(page: Page, rendered: Rendered, pages: Page[]): string {
  const here = htmlOf(page.file);
  const to = (file: string) => escaped(way(here, file));
  const contents = rendered.headings.filter(({ level }) => level === 2);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(page.title)} · ocpi-hub guide</title>
<meta name="description" content="${escaped(page.about)}">
<link rel="stylesheet" href="${to('guide.css')}">
<link rel="alternate" type="text/markdown" href="${to(page.file)}">
<link rel="icon" href="${to('favicon.svg')}">
<script src="${to('guide.js')}" defer></script>
</head>
<body data-home="${to('index.html').replace(/index\.html$/, '')}">
<a class="skip" href="#main">Skip to content</a>
<header>
<a class="home" href="${to('index.html')}">ocpi-hub guide</a>
<form role="search"><label for="search" class="sr">Search the guide</label><input id="search" type="search" placeholder="Search: LOC-03, 2003, agreement …" autocomplete="off"></form>
<div id="found" role="region" aria-label="Found" aria-live="polite" hidden></div>
</header>
<div class="columns">
<nav aria-label="Guide">${navigation(page, pages, to)}</nav>
<main id="main" tabindex="-1">
${contents.length > 3 && page.section !== 'checks' ? `<details class="contents"><summary>On this page</summary><ul>${contents.map(({ id, text }) => `<li><a href="#${id}">${escaped(text)}</a></li>`).join('')}</ul></details>` : ''}
${rendered.html}</main>
</div>
</body>
</html>
`;
}

function navigation(page: Page, pages: Page[], to: (file: string) => string): string {
  const item = ({ file, title }: Page, name = title) =>
    `<li><a href="${to(htmlOf(file))}"${file === page.file ? ' aria-current="page"' : ''}>${escaped(name)}</a></li>`;
  const of = (section: Page['section']) => pages.filter((one) => one.section === section);
  const group = (title: string, items: string[], open: boolean) =>
    `<details${open ? ' open' : ''}><summary>${title}</summary><ul>${items.join('')}</ul></details>`;
  const recipes = of('recipes').filter(({ file }) => !file.endsWith('README.md'));
  const named = (file: string) => file.replace(/\/README\.md$/, '').replace(/\.md$/, '');
  const indexes = [...of('checks'), ...of('errors')].filter(({ file }) => file.endsWith('/index.md'));
  return [
    `<ul>${pages
      .filter(({ section }) => section === 'start')
      .map((one) => item(one))
      .join('')}${indexes.map((one) => item(one)).join('')}</ul>`,
    group(
      'Recipes',
      recipes.map((one) => item(one)),
      page.section === 'recipes',
    ),
    group(
      'Documents',
      of('documents').map((one) => item(one, named(one.file))),
      page.section === 'documents',
    ),
  ].join('\n');
}

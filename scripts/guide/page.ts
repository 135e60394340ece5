/** The parts of the guide, in the order of its navigation. */
export type Section = 'start' | 'recipes' | 'checks' | 'errors' | 'documents' | 'files';

/** A page of the guide, written in Markdown; its links are relative to its own place. */
export interface Page {
  /** The file of its Markdown, relative to the guide, such as `checks/LOC-03.md`; its HTML stands beside it as `checks/LOC-03.html`. */
  file: string;
  title: string;
  /** One sentence for lists of pages. */
  about: string;
  section: Section;
  markdown: string;
  /** Whether the search passes it over: tables that are made of other pages. */
  unsearched?: boolean;
}

/** The file of the HTML of a page. */
export function htmlOf(file: string): string {
  return file.endsWith('.md') ? file.replace(/\.md$/, '.html') : `${file}.html`;
}

/** The way from one file of the guide to another, as a relative URL. */
export function way(from: string, to: string): string {
  const there = to.split('/');
  const here = from.split('/').slice(0, -1);
  while (here.length > 0 && there.length > 1 && here[0] === there[0]) {
    here.shift();
    there.shift();
  }
  return [...here.map(() => '..'), ...there].join('/');
}

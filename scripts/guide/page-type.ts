/** The parts of the guide, in the order of its navigation. */
export type Section = 'start' | 'recipes' | 'checks' | 'errors' | 'documents' | 'files';

/** A page of the guide, written in Markdown; its links are relative to its own file. */
export interface Page {
  /**
   * The path of the page's Markdown in the guide, such as `checks/LOC-03.md`; its HTML stands beside it as
   * `checks/LOC-03.html`.
   */
  file: string;
  title: string;
  /** One sentence about the page, for lists of pages. */
  about: string;
  section: Section;
  markdown: string;
  /** Whether the search leaves the page out: a table made from other pages. */
  unsearched?: boolean;
}

/** The path of a page's HTML in the guide. */
export function htmlOf(file: string): string {
  return file.endsWith('.md') ? file.replace(/\.md$/, '.html') : `${file}.html`;
}

/** The relative URL from one file of the guide to another. */
export function way(from: string, to: string): string {
  const there = to.split('/');
  const here = from.split('/').slice(0, -1);
  while (here.length > 0 && there.length > 1 && here[0] === there[0]) {
    here.shift();
    there.shift();
  }
  return [...here.map(() => '..'), ...there].join('/');
}

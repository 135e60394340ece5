import { posix } from 'node:path';

/**
 * Links in HTML files that lead to no file or no heading of the guide, as `FROM: LINK`; links to other sites and to the
 * hub are not checked.
 */
export function deadLinks(files: ReadonlyMap<string, string>): string[] {
  const ids = new Map<string, Set<string>>();
  for (const [file, text] of files)
    if (file.endsWith('.html'))
      ids.set(file, new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string)));
  return [...files]
    .filter(([file]) => file.endsWith('.html'))
    .flatMap(([file, text]) =>
      [
        ...new Set(
          [...text.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) =>
            (link as string).replaceAll('&amp;', '&'),
          ),
        ),
      ]
        .filter((link) => !/^([a-z][a-z0-9+.-]*:|\/)/i.test(link) && !leads(file, link, files, ids))
        .map((link) => `${file}: ${link}`),
    );
}

function leads(
  from: string,
  link: string,
  files: ReadonlyMap<string, string>,
  ids: Map<string, Set<string>>,
): boolean {
  const [path = '', place] = link.split('#');
  const file = path === '' ? from : posix.join(posix.dirname(from), decodeURI(path));
  if (!files.has(file)) return false;
  return (
    place === undefined ||
    place === '' ||
    !file.endsWith('.html') ||
    ids.get(file)?.has(decodeURIComponent(place)) === true
  );
}

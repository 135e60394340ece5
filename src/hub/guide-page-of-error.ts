/** Name of the guide's page about a kind of error, such as `ocpi-not-found`: it stands in URLs, and never changes. */
export function helpOf(family: 'ocpi' | 'admin', kind: string): string {
  return `${family}-${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The path of a page of the guide below the hub's URL: `errors/ocpi-not-found`, `checks/LOC-03`. */
export function guidePath(page: string): string {
  return `/guide/${page}.html`;
}

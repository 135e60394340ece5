/** A filter of a list; an empty value filters nothing. */
type Filter = Record<string, string | undefined>;

/** The path of the admin API to the connections that pass a filter; `q` searches in parties and name. */
export function connectionsPath(filter: Filter = {}): string {
  return path('/admin/connections', filter);
}

/** The path of the admin API to the agreements that pass a filter; `q` searches in both parties and their names. */
export function agreementsPath(filter: Filter = {}): string {
  return path('/admin/agreements', filter);
}

/** Adds to a path the query parameters that have a value. */
export function path(base: string, parameters: Filter): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? base : `${base}?${new URLSearchParams(given).toString()}`;
}

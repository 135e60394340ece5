import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Reach, Rows } from './hub-of-command.ts';

/** The options of a command that lists rows of the admin API. */
export interface Listed {
  search?: string;
  sort?: string;
  limit: string;
}

/** Adds the options that search, sort and limit a list. */
export function paged(command: Command): Command {
  return command
    .option('--search <words>', 'only rows with all of these words')
    .option('--sort <field>', 'by this field; with - before it the other way round')
    .option('--limit <number>', 'how many at most', '100');
}

/** Rows of a list of the admin API, by as many pages as they take. */
export async function pageOf<T>(
  hub: Reach,
  path: string,
  { search, sort, limit }: Listed,
  filters: Record<string, string | undefined> = {},
): Promise<Rows<T>> {
  const given = Object.entries({ ...filters, q: search, sort, limit }).filter(
    ([, value]) => value !== undefined,
  );
  return hub.rows<T>(`${path}?${new URLSearchParams(given as [string, string][])}`, Number(limit));
}

/** Adds to the text of a table a line that says how many rows it leaves out. */
export function withRest<T>(text: string, { all, total }: Rows<T>): string {
  return all.length < total ? `${text}\n\n${all.length} of ${total}: --limit ${total} shows all` : text;
}

/** The rows of a list of the admin API whose id is `id` or begins with it. */
export async function rowsById<T extends { id: string }>(hub: Reach, path: string, id: string): Promise<T[]> {
  const { all } = await hub.rows<T>(`${path}?${new URLSearchParams({ q: id })}`, 1000);
  return all.filter((one) => one.id.startsWith(id.toLowerCase()));
}

/** Makes an option that accepts a few values, in upper and lower case. */
export function choice(flags: string, description: string, values: string[]): Option {
  return new Option(flags, `${description} (${values.join(', ')})`).argParser((text) => {
    const found = values.find((value) => value.toUpperCase() === text.toUpperCase());
    if (found === undefined) throw new InvalidArgumentError(`Allowed choices are ${values.join(', ')}.`);
    return found;
  });
}

/** The outcome of the plans that were played; `broken` has the names of those that broke a rule. */
export interface Played {
  plans: number;
  /** Virtual milliseconds that have passed in all played plans. */
  lasted: number;
  events: number;
  broken: string[];
}

const mark = 'share: ';

/** The line in which a process prints the outcome of its share for the process that started it. */
export function toldOf(played: Played): string {
  return `${mark}${JSON.stringify(played)}`;
}

/** The outcome of a share in a line of a process's output; nothing in any other line. */
export function playedIn(line: string): Played | undefined {
  return line.startsWith(mark) ? (JSON.parse(line.slice(mark.length)) as Played) : undefined;
}

/** The outcome of the plans that were played; `broken` are the names of those that broke a rule. */
export interface Played {
  plans: number;
  /** Virtual milliseconds that have passed. */
  lasted: number;
  events: number;
  broken: string[];
}

const mark = 'share: ';

/** The line in which a process tells another what came of its share. */
export function toldOf(played: Played): string {
  return `${mark}${JSON.stringify(played)}`;
}

/** The outcome that a line tells; nothing in any other line. */
export function playedIn(line: string): Played | undefined {
  return line.startsWith(mark) ? (JSON.parse(line.slice(mark.length)) as Played) : undefined;
}

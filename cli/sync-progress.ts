/** Progress of a sync in one module. */
export interface Pulled {
  module: string;
  pages: number;
  received: number;
  /** Number of objects that the partner says it has; null or absent where it does not say. */
  expected?: number | null;
  error: string | null;
}

const width = 20;

/**
 * The text of a sync's progress bar: `[#####---------------] locations 1/3, 1,200 of 4,800, 300/s, 12 s left`. The bar
 * and the time go by the objects that the partner has counted so far; before the sync has opened all lists more may
 * come.
 */
export function progress(modules: Pulled[], milliseconds: number): string {
  const begun = modules.filter(({ pages, error }) => pages > 0 || error !== null);
  const received = sum(begun.map((one) => one.received));
  const expected = sum(begun.map((one) => Math.max(one.expected ?? 0, one.received)));
  const rate = milliseconds < 1000 ? 0 : (received * 1000) / milliseconds;
  const filled = expected === 0 ? 0 : Math.floor((width * received) / expected);
  const at = begun.at(-1)?.module ?? 'beginning';
  const left = rate > 0 && expected > received ? duration((expected - received) / rate) : '';
  const atLeast = begun.length < modules.length ? 'at least ' : '';
  return [
    `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}] ${at} ${begun.length}/${modules.length}`,
    expected > received ? `${counted(received)} of ${counted(expected)}` : `${counted(received)} received`,
    ...(rate > 0 ? [`${counted(Math.round(rate))}/s`] : []),
    ...(left ? [`${atLeast}${left} left`] : []),
  ].join(', ');
}

/** A number of seconds in words, such as `2 min`. */
function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function counted(number: number): string {
  return number.toLocaleString('en');
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** The median, the lowest and the highest value of a measurement's rounds. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

/**
 * The result of one round; `perCpu` is the work done for each CPU second of the measured process; `p50` accompanies a
 * p99; `units` counts the work that was done.
 */
export interface Sample {
  value: number;
  units?: number;
  perCpu?: number;
  p50?: number;
}

/** One measured side: the hub, or a comparison program. */
export interface Side {
  name: string;
  value: Spread;
  perCpu?: Spread;
  p50?: Spread;
}

/** The sides of a measurement by their names, the hub first. */
export type Sides = Record<string, () => Promise<Sample | number>>;

/**
 * Measures all sides in turn, so many times, each round beginning with another one: disturbances of the machine affect
 * all alike. Before several rounds the hub is run in, and then there is one more round that does not count. After each
 * round it is the turn of the other checkout, if there is one.
 */
export async function alternate(rounds: number, sides: Sides, pass: () => Promise<void>): Promise<Side[]> {
  const all = Object.entries(sides);
  const samples = new Map<string, Sample[]>(all.map(([name]) => [name, []]));
  if (rounds > 1) await runIn(all[0]![1]);
  for (let round = rounds > 1 ? -1 : 0; round < rounds; round += 1) {
    for (let at = 0; at < all.length; at += 1) {
      const [name, measure] = all[(at + round + all.length) % all.length]!;
      const sample = await measure();
      if (round >= 0) samples.get(name)?.push(typeof sample === 'number' ? { value: sample } : sample);
    }
    await pass();
  }
  return all.map(([name]) => {
    const taken = samples.get(name) ?? [];
    return {
      name,
      value: spread(taken.map(({ value }) => value)),
      ...beside('perCpu', taken),
      ...beside('p50', taken),
    };
  });
}

/** How many rounds in a row must bring no gain of 2 % before a process counts as compiled, and the most rounds until then. */
const calm = 5;
const longest = 40;

/**
 * Repeats the work of a process until V8 has compiled it: beside the main thread that takes 1 ms CPU time of each of the
 * first authorisations, 0.4 after 2,000 and 0.1 after 4,000, and in its first seconds a process does half of its later
 * work.
 */
async function runIn(measure: Sides[string]): Promise<void> {
  let best = 0;
  let without = 0;
  for (let round = 0; round < longest && without < calm; round += 1) {
    const sample = await measure();
    const perCpu = typeof sample === 'number' ? undefined : sample.perCpu;
    if (perCpu === undefined) return;
    without = perCpu > best * 1.02 ? 0 : without + 1;
    best = Math.max(best, perCpu);
  }
}

function beside(name: 'perCpu' | 'p50', taken: Sample[]): Partial<Side> {
  const values = taken.flatMap((sample) => sample[name] ?? []);
  return values.length > 0 ? { [name]: spread(values) } : {};
}

function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    median: ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2,
    low: sorted[0] ?? 0,
    high: sorted.at(-1) ?? 0,
  };
}

import { type Random, seeded } from '../../simulators/chance/seeded-random.ts';
import { broken } from './partners-with-one-fault.ts';
import type { Subject } from './test-partner.ts';

type Broken = (typeof broken)[number];

/**
 * Draws `count` partners with two planted faults each by `seed`: no pair twice, and the suite must find what either
 * fault breaks.
 */
export function pairsOf(count: number, seed: number): Broken[] {
  const random = seeded(seed);
  const drawn = new Map<string, Broken>();
  for (let tries = 0; drawn.size < count && tries < count * 50; tries += 1) {
    const [one, other] = [draw(random), draw(random)].sort((a, b) => a.name.localeCompare(b.name));
    if (one && other && fit(one, other)) drawn.set(`${one.name} + ${other.name}`, both(one, other));
  }
  return [...drawn.values()];
}

function draw(random: Random): Broken {
  return broken[Math.floor(random() * broken.length)] as Broken;
}

/**
 * Whether one partner can have two faults: both are of one role and of different kinds, and no two proxies or sets of
 * objects get in each other's way.
 */
function fit(one: Broken, other: Broken): boolean {
  const kinds = (subject: Subject) => (subject.faults ?? []).map(({ kind }) => kind);
  const ways = (subject: Subject) => Object.keys(subject.front ?? {});
  return (
    one.role === other.role &&
    one.begins === other.begins &&
    !kinds(one).some((kind) => kinds(other).includes(kind)) &&
    !ways(one).some((way) => ways(other).includes(way)) &&
    !(one.back && other.back) &&
    !(one.stock && other.stock)
  );
}

function both(one: Broken, other: Broken): Broken {
  const front = one.front || other.front ? { ...one.front, ...other.front } : undefined;
  const stock = one.stock ?? other.stock;
  const back = one.back ?? other.back;
  const begins = one.begins;
  return {
    name: `${one.name} + ${other.name}`,
    role: one.role,
    faults: [...(one.faults ?? []), ...(other.faults ?? [])],
    driven: Boolean(one.driven || other.driven),
    unhurried: Boolean(one.unhurried || other.unhurried),
    besides: [...one.besides, ...other.besides],
    broken: [...new Set([...one.broken, ...other.broken])],
    ...(front ? { front } : {}),
    ...(stock ? { stock } : {}),
    ...(back ? { back } : {}),
    ...(begins ? { begins } : {}),
  };
}

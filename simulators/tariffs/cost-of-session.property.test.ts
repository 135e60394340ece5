import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Fraction from 'fraction.js';
import { seeded } from '../chance/seeded-random.ts';
import { costOf } from './cost-of-session.ts';
import type { Course, Stretch } from './course-of-charging-session.ts';
import { randomTariff } from './random-tariff.ts';

/** A session of one to four stretches under a random tariff, anywhere in 2026, in a zone with or without DST. */
const sessions = fc
  .record({
    seed: fc.nat(),
    start: fc.integer({ min: 0, max: 365 * 86_400 }),
    zone: fc.constantFrom('Europe/Madrid', 'UTC', 'Asia/Kathmandu'),
    parts: fc.array(
      fc.record({
        seconds: fc.integer({ min: 1, max: 9000 }),
        watts: fc.constantFrom(0, 3680, 11_040, 50_000),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ seed, start, zone, parts }): Course => {
    const tariff = randomTariff(seeded(seed), `T-${seed}`);
    let next = Date.UTC(2026, 0, 1) + start * 1000;
    const stretches = parts.map(({ seconds, watts }): Stretch => {
      const begin = next;
      next += seconds * 1000;
      return {
        tariff,
        start: begin,
        seconds: new Fraction(seconds),
        charging: watts > 0,
        kwh: new Fraction(watts * seconds, 3_600_000),
        power: new Fraction(watts, 1000),
      };
    });
    return { zone, stretches };
  });

/** Splits a stretch of a charging session into its first seconds and the rest. */
function split(stretch: Stretch, at: number): [Stretch, Stretch] {
  const share = new Fraction(at).div(stretch.seconds);
  const first = { ...stretch, seconds: new Fraction(at), kwh: stretch.kwh.mul(share) };
  const rest = {
    ...stretch,
    start: stretch.start + at * 1000,
    seconds: stretch.seconds.sub(at),
    kwh: stretch.kwh.sub(first.kwh),
  };
  return [first, rest];
}

test('a session split into more periods costs what the whole costs', () => {
  fc.assert(
    fc.property(sessions, fc.double({ min: 0, max: 1, noNaN: true }), (course, where) => {
      const stretches = course.stretches.flatMap((one) => {
        const at = Math.floor(one.seconds.valueOf() * where);
        return at === 0 || one.seconds.equals(at) ? [one] : split(one, at);
      });
      assert.equal(costOf({ ...course, stretches }).cost, costOf(course).cost);
    }),
    { numRuns: 200 },
  );
});

test('cost never falls while a session goes on', () => {
  fc.assert(
    fc.property(sessions, fc.double({ min: 0, max: 1, noNaN: true }), (course, where) => {
      const last = course.stretches.at(-1) as Stretch;
      const [first] = split(last, Math.floor(last.seconds.valueOf() * where));
      const sooner = { ...course, stretches: [...course.stretches.slice(0, -1), first] };
      assert.ok(costOf(sooner).cost <= costOf(course).cost);
    }),
    { numRuns: 200 },
  );
});

test('bigger steps never cost less, and one more step at most', () => {
  fc.assert(
    fc.property(sessions, fc.integer({ min: 1, max: 3600 }), (course, step) => {
      const withStep = (step_size: number): Course => ({
        ...course,
        stretches: course.stretches.map((one) => ({
          ...one,
          tariff: {
            id: 'T',
            currency: 'EUR',
            elements: [{ price_components: [{ type: 'TIME', price: 3.6, step_size }] }],
            last_updated: '2026-01-01T00:00:00Z',
          },
        })),
      });
      const [fine, coarse] = [costOf(withStep(1)).cost, costOf(withStep(step)).cost];
      assert.ok(fine <= coarse && coarse < fine + step * 0.001 + 1e-9, `${fine} ${coarse} ${step}`);
    }),
    { numRuns: 100 },
  );
});

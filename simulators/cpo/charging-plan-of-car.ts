import type { Connector } from '../../src/ocpi/types/2.1.1.generated.ts';
import { flowOf, type Plan, phasesOf, readingAt } from './charging-power-over-time.ts';

/** The plan of the `turn`-th car's session at a connector: so many kWh, or as many as this car usually charges. */
export function planOf(connector: Connector, turn: number, kwh?: number): Plan {
  const [minutes, parking, battery, arrival, onePhase, threePhases] = cars[turn % cars.length] ?? cars[0];
  const isDc = connector.power_type === 'DC';
  const amperes = isDc ? mostDc : phasesOf(connector.power_type) === 3 ? threePhases : onePhase;
  const wanted = Math.round((kwh ?? 0) * 1000);
  const capacity = Math.max(battery * 1000, wanted);
  const inside = Math.min((capacity * arrival) / 100, capacity - wanted);
  const plan: Plan = {
    voltsOfAll: connector.voltage * phasesOf(connector.power_type),
    amperes: Math.min(amperes, connector.amperage),
    taper: isDc ? taper.map(([percent, share]) => [(capacity * percent) / 100 - inside, share]) : [],
    wattHours: kwh === undefined ? capacity - inside : wanted,
    parkingSeconds: parking * 60,
  };
  if (kwh !== undefined) return plan;
  const curve: Plan = { ...plan, ramp: isDc ? rampDc : rampAc };
  const habit = Math.min(minutes * 60, flowOf(curve).at(-1)?.to ?? 0);
  const usual = readingAt(curve, habit).wattHours;
  return { ...curve, wattHours: usual, pauses: pausesOf(usual, turn) };
}

/** Every third car stops for two minutes when it has a third of what it came for, as batteries do to be balanced or cooled. */
function pausesOf(wattHours: number, turn: number): Plan['pauses'] {
  return turn % 3 === 1 ? [[Math.round(wattHours / 3), 120]] : [];
}

/** The start of charging: from so many seconds on a car takes that share of its current, and by and by all of it. */
const rampAc: [seconds: number, share: number][] = [
  [0, 0.4],
  [10, 1],
];
const rampDc: [seconds: number, share: number][] = [
  [0, 0.1],
  [20, 0.4],
  [40, 0.75],
  [60, 1],
];

/** The most amperes of direct current that a simulated car takes. */
const mostDc = 300;

/** The charging taper: from so many percent of the battery on, a car takes that share of its direct current. */
const taper: [percent: number, share: number][] = [
  [80, 0.7],
  [85, 0.5],
  [90, 0.35],
  [95, 0.2],
];

type Car = [
  minutes: number,
  parking: number,
  battery: number,
  arrival: number,
  onePhase: number,
  threePhases: number,
];

// Columns: minutes of charging and of parking afterwards, kWh of the battery, percent in it on arrival, amperes on one
// phase and on each of three.
// biome-ignore format: a table
const cars: [Car, ...Car[]] = [
  [32,  6, 75, 20, 32, 16],
  [25,  0, 58, 55, 32, 16],
  [40,  4, 82, 30, 16, 16],
  [18, 12, 44, 60, 32, 32],
  [35,  0, 64, 45, 16, 16],
];

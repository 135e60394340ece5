import { openSilentSocket, raw } from '../torture/common/raw-http-requests.ts';
import type { Stage } from './attack-setup.ts';

/** An honest partner's delays in milliseconds without and with a flood, and the growth of the hub's memory. */
export interface Measured {
  quiet: number;
  flooded: number;
  memory: number;
  broken: string | undefined;
}

/** Number of honest requests that are timed in each phase. */
const asked = 60;

/** Megabytes of memory that a flood may add to the hub. */
const mayAdd = 100;

/**
 * The permitted slowdown of an honest request as a factor, and the least delay without a flood that it applies to, in
 * milliseconds.
 */
const maySlow = { times: 50, least: 10 };

/**
 * Times an honest partner's requests without and with a flood, samples the hub's memory meanwhile, and ends the flood.
 */
export async function under(stage: Stage, flood: () => () => void): Promise<Measured> {
  const { hub } = stage;
  const quiet = p99(await timesOf(stage));
  const before = await hub.memory();
  const end = flood();
  const times = await timesOf(stage);
  const memory = (await hub.memory()) - before;
  end();
  const unanswered = times.filter((time) => time === Number.POSITIVE_INFINITY).length;
  const broken =
    unanswered > 0
      ? `${unanswered} honest requests were not answered`
      : memory > mayAdd
        ? `the hub took ${memory.toFixed(0)} MB more`
        : p99(times) > maySlow.times * Math.max(maySlow.least, quiet)
          ? `honest requests took ${p99(times).toFixed(0)} ms`
          : undefined;
  return { quiet, flooded: p99(times), memory, broken };
}

async function timesOf({ cpo, emsp }: Stage): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < asked; n += 1) {
    const from = performance.now();
    const { status } = await emsp.send('GET', `/locations/L${n}`, undefined, {
      'ocpi-to-country-code': 'NL',
      'ocpi-to-party-id': cpo.party,
    });
    times.push(status === 200 ? performance.now() - from : Number.POSITIVE_INFINITY);
  }
  return times;
}

function p99(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

/**
 * Opens sockets that each send many requests for a path at once and read no answer; gives a function that closes them.
 */
export function unread(
  url: string,
  target: string,
  token: string,
  sockets: number,
  times: number,
): () => void {
  const words = raw('GET', url, target, token).repeat(times);
  const open = Array.from({ length: sockets }, () => openSilentSocket(url, words));
  return () => {
    for (const socket of open) socket.destroy();
  };
}

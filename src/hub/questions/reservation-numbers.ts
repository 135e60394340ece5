import type { Hub } from '../hub-dependencies.ts';
import type { Pair } from './question-types.ts';

/** Time for which the number of a reservation is stored: 30 days, in milliseconds. */
const memory = 30 * 24 * 3600 * 1000;

/**
 * The number by which an operator knows a provider's reservation: the provider's own while it is free there, else
 * another; the same number for an update of the same reservation (HCMD-13).
 */
export function reservationId(hub: Hub, { emsp, cpo }: Pair, theirs: number | string): Promise<number> {
  return hub.memory.reservations.runExclusive(async () => {
    const { notes } = hub.store;
    const key = `${cpo} ${emsp} ${theirs}`;
    const known = await notes.get<{ number: number }>('reservation', key);
    let number = known?.number ?? numberIn(theirs);
    if (Number.isNaN(number)) number = anyNumber(hub);
    while (!known && (await notes.get('reservation', `${cpo} #${number}`))) number = anyNumber(hub);
    const until = hub.now() + memory;
    await Promise.all([
      notes.put('reservation', key, { number }, until),
      notes.put('reservation', `${cpo} #${number}`, { emsp, theirs }, until),
    ]);
    return number;
  });
}

/** Reads a provider's reservation id as a number; NaN for a text that is no number, or one too large for operators. */
function numberIn(theirs: number | string): number {
  if (typeof theirs === 'number') return theirs;
  return /^[1-9]\d{0,9}$/.test(theirs) && Number(theirs) < 2 ** 31 ? Number(theirs) : Number.NaN;
}

function anyNumber(hub: Hub): number {
  return 1 + Math.floor(hub.random() * (2 ** 31 - 2));
}

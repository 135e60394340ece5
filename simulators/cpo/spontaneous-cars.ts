import type { TokenType } from '../../src/ocpi/types/2.1.1.generated.ts';
import { partner, partners } from '../platform/partners-and-their-tokens.ts';
import { pull } from '../platform/pull-partner-list.ts';
import { wait } from '../platform/simulated-clock.ts';
import { authorize } from './charging-permission.ts';
import { knownTokens } from './find-driver-tokens.ts';
import { evseOf, freeEvses, locationOf } from './find-evses.ts';
import type { Operator } from './operator-state.ts';
import { plugIn } from './plug-in-car.ts';

/** Lets cars come and go until the simulator ends: every few seconds the next known Token tries the next free EVSE. */
export async function live(operator: Operator): Promise<void> {
  const { platform, charges } = operator;
  const { over } = platform;
  for (let turn = 0; !over.aborted; turn += 1) {
    const cards = knownTokens(platform).filter(
      ({ token, connection }) => cardTypes.includes(token.type) && partner(platform, connection),
    );
    const card = cards[turn % cards.length];
    if (!card) await learnTokens(operator);
    const allowed = card && charges.size < mostCars && (await nextCar(operator, card.token.uid, turn));
    await wait(platform.clock, allowed || charges.size > 0 ? pause : impatience, over);
  }
}

/** Tries one Token at one EVSE; tells whether a session began. */
async function nextCar(operator: Operator, tokenUid: string, turn: number): Promise<boolean> {
  const { platform } = operator;
  const free = freeEvses(operator, { capability: 'RFID_READER' });
  const place = free[(turn * stride) % free.length];
  if (!place) return false;
  const permission = await authorize(operator, tokenUid, place.location, place.evse);
  if (!permission.allowed) {
    platform.log.info({ event: 'driver_refused', token: tokenUid, evse: place.evse.uid }, permission.why);
    return false;
  }
  const evse = evseOf(locationOf(platform, place.location.id), place.evse.uid);
  if (evse?.status !== 'AVAILABLE') return false;
  plugIn(operator, { ...permission, ...place, evse });
  return true;
}

async function learnTokens({ platform }: Operator): Promise<void> {
  for (const connection of partners(platform)) await pull(platform, connection, 'tokens');
}

/** Milliseconds until the next car, and between two attempts while no car charges. */
const pause = 4000;
const impatience = 1000;

/** The most cars that charge at the same time. */
const mostCars = 8;

/** The step over the list of free EVSEs, which keeps neighbouring EVSEs from being taken in turn. */
const stride = 7;

/** Token types that a card reader accepts; the others are used by commands only. */
const cardTypes: TokenType[] = ['RFID', 'OTHER'];

import { sessionBegin } from './partners/commands-of-partners.ts';
import { kinds, visited } from './partners/sample-objects.ts';
import type { Deed } from './plan-types.ts';
import { nameOf, type World } from './simulated-world-types.ts';

type Rivals = Extract<Deed, { do: 'rivals' }>;

/** How long the providers wait for the first Session, in milliseconds. */
const patience = 15_000;

/**
 * Lets two providers send an operator commands for a driver whose contract begins like no provider's. With one
 * reference the first provider has the Session; with a claim each, the first claim has the first Session, which uses it
 * up, and the second claim the next.
 */
export async function rivals(world: World, deed: Rivals): Promise<void> {
  const { who, first, second, by, nth } = deed;
  const { judge, member, time } = world;
  const { owned, partner } = member(who);
  const since = time.now();
  const agreed = () =>
    [first, second].every((emsp) => judge.agreedSince(who, emsp) <= since && judge.isAgreed(who, emsp));
  const contract = `ZZ-QQQ-C${nth}00`;
  const reference = by === 'reference' ? `REF-${nth}` : undefined;
  /** Whether the operator has accepted a provider's command, which the network has not doubled. */
  const asks = async (emsp: typeof first) => {
    const { commands, partner: asker } = member(emsp);
    const token = kinds.tokens.make(emsp, `R${nth}`, 1, asker.timeText(asker.now()), { auth_id: contract });
    const isFair = () => world.network.weather(asker.host).doubled === 0;
    const wasFair = isFair();
    const { direct } = await commands.start(who, 'L0', token, reference);
    return direct === 'ACCEPTED' && wasFair && isFair() && agreed();
  };
  const begins = (id: string, emsp: typeof first, place: string) => {
    const name = nameOf(who, id);
    judge.begun(name, who, emsp);
    const location = visited(who, place, partner.timeText(partner.now()));
    owned.change('sessions', name, 'put', {
      ...sessionBegin(partner.now(), contract, location),
      ...(reference ? { authorization_reference: reference } : {}),
    });
    return owned.all.get(`sessions ${name}`);
  };
  if (!agreed() || !(await asks(first))) return;
  if (by === 'claim') {
    const session = begins(`R${nth}a`, first, 'L0');
    while (session && session.confirmed === 0 && time.now() < since + patience) await partner.sleep(250);
    if (!session?.confirmed) return;
  }
  if (!(await asks(second))) return;
  if (by === 'reference') begins(`R${nth}`, first, `R${nth}`);
  else begins(`R${nth}b`, second, 'L0');
}

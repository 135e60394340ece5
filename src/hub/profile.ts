import { isDeepStrictEqual } from 'node:util';
import { type Manners, plainStyle, type Style } from '../ocpi/style.ts';
import { connectionById } from './directory.ts';
import type { Connection, Profile, Registry } from './ports.ts';

/** Of whom nothing was learnt. */
const defaultProfile: Profile = {
  sends_base64_token: false,
  expects_base64_token: plainStyle.expects_base64_token,
  trailing_slash: plainStyle.trailing_slash,
  nulls: plainStyle.nulls,
  dates: plainStyle.dates,
  enums: plainStyle.enums,
  page_size: null,
  repairs: [],
};

/** The style of a partner: what the operator has set, else what was learnt, else 2.1.1 to the letter. */
export function profileOf({ profile }: Pick<Connection, 'profile'>): Profile {
  return { ...defaultProfile, ...profile?.learnt, ...profile?.set };
}

/** Keeps what an exchange taught; what the operator has set stays in force. Resolves once durable. */
export async function learn(registry: Registry, id: string, lesson: Partial<Profile>): Promise<void> {
  const teaches = (one: Connection) =>
    one.id === id && !isDeepStrictEqual(taught(one, lesson), one.profile?.learnt);
  if (!registry.read().connections.some(teaches)) return;
  await registry.change((state) => ({
    ...state,
    connections: state.connections.map((one) =>
      teaches(one) ? { ...one, profile: { set: {}, ...one.profile, learnt: taught(one, lesson) } } : one,
    ),
  }));
}

/** What is known after a lesson: repairs come on top of those known, the rest takes the place of what was. */
function taught({ profile }: Connection, lesson: Partial<Profile>): Partial<Profile> {
  const repairs = [...new Set([...(profile?.learnt.repairs ?? []), ...(lesson.repairs ?? [])])].sort();
  return { ...profile?.learnt, ...lesson, ...(repairs.length > 0 ? { repairs } : {}) };
}

/** How the door out asks for styles, and says what it learnt. */
export function mannersOf(registry: Registry): Manners {
  // A connection is never changed, but replaced.
  const styles = new WeakMap<Connection, Style>();
  const made = (connection: Connection): Style => {
    const style = { ...profileOf(connection), lenient: !connection.options.strict };
    styles.set(connection, style);
    return style;
  };
  return {
    of(id) {
      const connection = id === null ? undefined : connectionById(registry.read(), id);
      return connection ? (styles.get(connection) ?? made(connection)) : plainStyle;
    },
    learn: async (id, lesson) => (id === null ? undefined : learn(registry, id, lesson)),
  };
}

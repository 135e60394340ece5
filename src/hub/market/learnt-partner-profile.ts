import { isDeepStrictEqual } from 'node:util';
import { writesBase64 } from '../../ocpi/editions/module-tables-by-version.ts';
import {
  type Dialect,
  type PartnerStyles,
  plainStyle,
  type Style,
} from '../../ocpi/words/partner-style-types.ts';
import type { Connection, Profile, Registry } from '../ports/connection-registry.ts';
import { connectionById } from './connection-index.ts';

/** The profile of a partner about which the hub has learnt nothing. */
const defaultProfile: Profile = {
  sends_base64_token: false,
  expects_base64_token: false,
  trailing_slash: plainStyle.trailing_slash,
  nulls: plainStyle.nulls,
  dates: plainStyle.dates,
  enums: plainStyle.enums,
  extensions: plainStyle.extensions,
  drops: plainStyle.drops,
  page_size: null,
  ignores_to: false,
  repairs: [],
};

/**
 * The way in which a partner writes and expects OCPI: as the operator has set it, else as the hub has learnt it, else
 * the connection's option, else the default.
 */
export function profileOf({
  profile,
  options,
  edition,
}: Pick<Connection, 'profile' | 'options' | 'edition'>): Profile {
  const { extensions = defaultProfile.extensions } = options;
  const expects_base64_token = writesBase64({ edition });
  return { ...defaultProfile, expects_base64_token, extensions, ...profile?.learnt, ...profile?.set };
}

/**
 * The dialect of a partner (its configured deviations from OCPI), for the version of OCPI that its connection speaks
 * (EXT-19).
 */
export function dialectOf(connection: Pick<Connection, 'profile' | 'options' | 'edition'>): Dialect {
  const { extensions, enums, drops } = profileOf(connection);
  return { edition: connection.edition, extensions, enums, drops };
}

/** The settings of a partner's profile that the hub has learnt, and that no operator has overruled. */
export function learntOf({ profile }: Pick<Connection, 'profile'>): string[] {
  return Object.keys(profile?.learnt ?? {}).filter((name) => !(name in (profile?.set ?? {})));
}

/**
 * Stores facts about a partner's style that an exchange has shown; settings of the hub's operator stay in force.
 * Resolves once durable.
 */
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

/** The learnt profile of a partner after a new fact: lists grow, other settings are replaced. */
function taught({ profile }: Connection, lesson: Partial<Profile>): Partial<Profile> {
  const both = <T>(one: T[] = [], other: T[] = []) => [...new Set([...one, ...other])].sort();
  const repairs = both(profile?.learnt.repairs, lesson.repairs);
  const drops = both(profile?.learnt.drops, lesson.drops);
  return {
    ...profile?.learnt,
    ...lesson,
    ...(repairs.length > 0 ? { repairs } : {}),
    ...(drops.length > 0 ? { drops } : {}),
  };
}

/** Lets the OCPI client read the styles of partners from the registry, and store there what it learns. */
export function stylesOf(registry: Registry): PartnerStyles {
  // A connection in the registry is never changed, but replaced.
  const styles = new WeakMap<Connection, Style>();
  const made = (connection: Connection): Style => {
    const { edition, options, profile } = connection;
    // A coding of tokens that is neither set nor learnt is left to the version of each request: a handshake may be in
    // another one.
    const { expects_base64_token } = { ...profile?.learnt, ...profile?.set };
    const style = { ...profileOf(connection), expects_base64_token, edition, lenient: !options.strict };
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

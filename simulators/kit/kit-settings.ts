import type { Party } from '../testing/test-api-types.ts';

/** Settings of a kit run: where the system under test is, and which simulator stands opposite. */
export interface KitSettings {
  role: 'operator' | 'provider';
  party: Party;
  /**
   * The versions URL of the system under test and the TOKEN_A that it gave; without them it has to register with the
   * kit.
   */
  versionsUrl?: string;
  token?: string;
  /** Whether a hub stands between the system under test and the kit's simulator. */
  through: 'direct' | 'hub';
  /** The party of the simulator opposite the system under test. */
  counterpart: Party;
  port: number;
  publicUrl?: string;
  /** Longest wait for a message of the system under test, in milliseconds. */
  patience: number;
  /** Longest wait for the system under test to register, in milliseconds. */
  wait: number;
  /** Folder in which the kit remembers its registration, and what it has to undo, between runs. */
  memory: string;
}

/** The error of an environment variable of the kit that is wrong or missing. */
export class WrongSetting extends Error {
  override name = 'WrongSetting';
}

/**
 * Reads the kit's settings from the environment; throws `WrongSetting`, which names the variable, its value and what is
 * accepted.
 */
export function kitSettings(env: Record<string, string | undefined>): KitSettings {
  const role = oneOf(env, 'OCPI_SUT_ROLE', ['operator', 'provider']);
  const versionsUrl = url(env, 'OCPI_SUT_VERSIONS_URL');
  const token = env.OCPI_SUT_TOKEN || undefined;
  const begins = oneOf(env, 'OCPI_SUT_BEGINS', ['true', 'false'], 'false') === 'true';
  if (begins && versionsUrl)
    wrong(
      'OCPI_SUT_VERSIONS_URL',
      'cannot stand beside OCPI_SUT_BEGINS=true: then your system registers with the kit',
    );
  if (!begins && !versionsUrl)
    wrong(
      'OCPI_SUT_VERSIONS_URL',
      'is needed: where your system lists its versions; or OCPI_SUT_BEGINS=true, and your system registers with the kit',
    );
  if (versionsUrl && !token)
    wrong('OCPI_SUT_TOKEN', 'is needed: the TOKEN_A that your system has given to the kit');
  const publicUrl = url(env, 'OCPI_KIT_PUBLIC_URL');
  const port = number(env, 'OCPI_KIT_PORT', 0, 65_535, 0);
  if (publicUrl && port === 0)
    wrong('OCPI_KIT_PORT', 'is needed with OCPI_KIT_PUBLIC_URL: the port that it leads to');
  return {
    role: role as KitSettings['role'],
    party: party(env, 'OCPI_SUT_PARTY', undefined),
    ...(versionsUrl && { versionsUrl }),
    ...(token && { token }),
    through: oneOf(env, 'OCPI_KIT_THROUGH', ['direct', 'hub'], 'direct') as KitSettings['through'],
    counterpart: party(env, 'OCPI_KIT_PARTY', role === 'operator' ? 'DE*KIT' : 'NL*KIT'),
    port,
    ...(publicUrl && { publicUrl }),
    patience: number(env, 'OCPI_KIT_PATIENCE_S', 1, 3600, 15) * 1000,
    wait: number(env, 'OCPI_KIT_WAIT_S', 1, 86_400, 300) * 1000,
    memory: env.OCPI_KIT_MEMORY || '.ocpi-kit',
  };
}

type Env = Record<string, string | undefined>;

function wrong(name: string, words: string): never {
  throw new WrongSetting(`${name} ${words}`);
}

function oneOf(env: Env, name: string, values: string[], usual?: string): string {
  const value = env[name] || usual;
  if (value === undefined) return wrong(name, `is needed: ${values.join(' or ')}`);
  return values.includes(value)
    ? value
    : wrong(name, `must be ${values.join(' or ')}, got ${JSON.stringify(value)}`);
}

function party(env: Env, name: string, usual: Party | undefined): Party {
  const value = env[name] || usual;
  if (value === undefined)
    return wrong(name, 'is needed: country code and party id of your system, such as NL*ABC');
  if (!/^[A-Za-z]{2}\*[A-Za-z0-9]{3}$/.test(value))
    wrong(name, `must be a party such as NL*ABC, got ${JSON.stringify(value)}`);
  return value.toUpperCase() as Party;
}

function url(env: Env, name: string): string | undefined {
  const value = env[name];
  if (!value) return undefined;
  const isUrl = /^https?:\/\//i.test(value) && URL.canParse(value);
  return isUrl ? value : wrong(name, `must be an http or https URL, got ${JSON.stringify(value)}`);
}

function number(env: Env, name: string, least: number, most: number, usual: number): number {
  const text = env[name];
  if (!text) return usual;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most
    ? value
    : wrong(name, `must be a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`);
}

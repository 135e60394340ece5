import { OcpiError } from '../../src/ocpi/messages/ocpi-errors.ts';
import { type Invitation, register } from './register-with-partner.ts';
import { wait } from './simulated-clock.ts';
import type { Behaviour, Platform } from './simulated-platform.ts';
import type { Connection } from './state-saved-for-restart.ts';

/** Registers a simulator or renews its registration, repeatedly with growing pauses, until it succeeds. */
export async function pairUp(
  platform: Platform,
  behaviour: Behaviour,
  invitation: Invitation | undefined,
  pause = 1000,
): Promise<void> {
  try {
    for (const connection of await register(platform, invitation))
      void begin(platform, behaviour, connection);
  } catch (error) {
    if (platform.over.aborted) return;
    if (!(error instanceof OcpiError)) platform.log.error({ event: 'bug', err: error });
    platform.log.warn({ event: 'registration_failed', retry_ms: pause }, (error as Error).message);
    await wait(platform.clock, pause, platform.over);
    if (!platform.over.aborted) await pairUp(platform, behaviour, invitation, Math.min(pause * 2, 30_000));
  }
}

/** Starts the simulated partner's own behaviour after a successful handshake: sessions, pushes, pulls. */
export async function begin(platform: Platform, behaviour: Behaviour, connection: Connection): Promise<void> {
  if (platform.over.aborted) return;
  platform.log.info({ event: 'registered', party: connection.party, versions_url: connection.versionsUrl });
  try {
    await behaviour.registered(connection);
  } catch (error) {
    platform.log.error({ event: 'bug', err: error });
  }
}

import { discover } from '../../src/ocpi/client/client-handshake.ts';
import type { ModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { endpointOf } from '../../src/ocpi/editions/endpoint-urls.ts';
import { handshakeTimeout, spokenBy } from './credentials-endpoint.ts';
import { keep } from './partners-and-their-tokens.ts';
import type { Platform } from './simulated-platform.ts';
import type { Connection } from './state-saved-for-restart.ts';

/**
 * A module's endpoint at a partner; a partner that did not offer it is asked for its versions again, since modules can
 * be agreed on later (CP-01).
 */
export async function endpointFor(
  platform: Platform,
  connection: Connection,
  module: ModuleId,
): Promise<string | undefined> {
  const { id, endpoints, versionsUrl, tokenToThem } = connection;
  const known = endpointOf(endpoints, module);
  if (known || !versionsUrl) return known;
  const them = {
    ...spokenBy(platform),
    versionsUrl,
    token: tokenToThem ?? '',
    connection: id,
    timeout: handshakeTimeout,
  };
  const fresh = await discover(platform.send, them, []).catch(() => ({ endpoints }));
  await keep(platform, { ...connection, endpoints: fresh.endpoints });
  return endpointOf(fresh.endpoints, module);
}

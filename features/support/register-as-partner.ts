import { randomUUID } from 'node:crypto';
import { call, type JsonObject } from './http-call.ts';
import type { Platform } from './partner-types.ts';

/**
 * Runs the OCPI handshake as the partner: reads versions and details with its invitation, posts its credentials, keeps
 * TOKEN_C.
 */
export async function register(partner: Platform & { name: string }): Promise<void> {
  partner.hubEndpoints = await partner.discover(partner.tokenToHub);
  partner.tokenFromHub = `from-hub-${randomUUID()}`;
  const body = JSON.stringify(partner.credentials(partner.tokenFromHub));
  const headers = {
    authorization: `Token ${partner.written(partner.tokenToHub)}`,
    'content-type': 'application/json',
  };
  const answer = await call('POST', partner.hubEndpoints.get('credentials') ?? '', { headers, body });
  const token = (answer.json?.data as JsonObject | undefined)?.token;
  if (answer.json?.status_code !== 1000 || typeof token !== 'string') {
    throw new Error(`${partner.name} could not register: HTTP ${answer.status} ${answer.body}`);
  }
  partner.tokenToHub = token;
}

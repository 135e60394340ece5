import { http, inWords } from '../../torture/call-admin-api.ts';
import { country, type Member } from '../../torture/common/torture-parties.ts';

/** Runs the handshake of an invited provider in OCPI 2.2.1, as its platform would; gives the token with which it calls the hub. */
export async function registerIn221(
  hub: string,
  { party }: Member,
  tokenA: string,
  port: number,
): Promise<string> {
  const details = { name: party };
  const answer = await http('POST', `${hub}/ocpi/cpo/2.2.1/credentials`, `Token ${encoded(tokenA)}`, {
    token: encoded(`from-hub-${party}`),
    url: `http://127.0.0.1:${port}/ocpi/2.2.1/versions`,
    roles: [{ role: 'EMSP', country_code: country, party_id: party, business_details: details }],
  });
  const token = (answer.json.data as { token?: string } | undefined)?.token;
  if (!token) throw new Error(`${party} could not register in 2.2.1: ${inWords(answer)}`);
  return Buffer.from(token, 'base64').toString();
}

const encoded = (token: string) => Buffer.from(token).toString('base64');

import type { Stage } from './attack-setup.ts';
import type { Partner } from './attacking-partner.ts';

/** Total number of handshakes with names that a silent name server is asked for. */
const asked = 40;

/**
 * Lets so many partners renew their Credentials again and again with names that no server resolves, while an honest one
 * renews its own with a new name. `where` selects the URL of the malicious ones that contains the name.
 */
export async function silentNames(
  stage: Stage,
  partners: number,
  where: 'versions' | 'details',
): Promise<string | undefined> {
  const honest = await stage.joins('EMSP');
  const evil = await Promise.all(Array.from({ length: partners }, () => stage.joins('CPO')));
  const before = stage.hub.names?.questions.length ?? 0;
  const flood = Array.from({ length: asked }, (_, n) => {
    const one = evil[n % partners] as Partner;
    const silent = `http://silent-${one.party}-${n}.example/ocpi/versions`;
    one.answer = ({ path }) =>
      where === 'details' && path.endsWith('/versions')
        ? { data: [{ version: '2.1.1', url: silent }] }
        : undefined;
    return renew(one, where === 'versions' ? silent : versionsOf(one));
  });
  // Each name causes two DNS questions.
  await stage.hub.names?.asked(before + 2 * Math.min(partners, 2));
  const url = versionsOf(honest).replace('127.0.0.1', `honest-${honest.party}.example`);
  const { status, json } = await renew(honest, url);
  await Promise.all(flood);
  return json.status_code === 1000
    ? undefined
    : `an honest partner was answered HTTP ${status}: ${String(json.status_message)}`;
}

function versionsOf({ home }: Partner): string {
  return home.replace('/2.1.1', '/versions');
}

function renew(partner: Partner, url: string): ReturnType<Partner['send']> {
  return partner.send('PUT', '/credentials', {
    token: `renewed-${partner.party}-token`,
    url,
    party_id: partner.party,
    country_code: 'NL',
    business_details: { name: partner.party },
  });
}

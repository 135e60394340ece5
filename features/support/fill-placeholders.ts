import type { Partner } from './fake-partner.ts';

/** The values of placeholders in a scenario. */
export interface Meaning {
  country: string;
  hub: { url: string };
  parties: Map<string, { partner: Partner }>;
  kept: Map<string, string>;
}

/**
 * Replaces placeholders in a text: `{cc}` and `{cc.lower}` (the scenario's country), `{hub}` (its URL), `{ABC.url}`,
 * `{ABC.port}`, `{ABC.connection}` (its id in the hub), `{ABC.token}`, `{ABC.token.base64}`, `{ABC.tokenFromHub}`, and
 * kept values.
 */
export function fill(text: string, meaning: Meaning): string {
  return text.replace(/\{([A-Za-z][\w.]*)\}/g, (whole, name: string) => valueOf(name, meaning) ?? whole);
}

function valueOf(name: string, { country, hub, parties, kept }: Meaning): string | undefined {
  if (name === 'cc') return country;
  if (name === 'cc.lower') return country.toLowerCase();
  if (name === 'hub') return hub.url;
  const partner = parties.get(name.slice(0, 3))?.partner;
  return (partner && ofPartner(partner, name.slice(4))) ?? kept.get(name);
}

function ofPartner(partner: Partner, name: string): string | undefined {
  if (name === 'url') return partner.url;
  if (name === 'port') return new URL(partner.url).port;
  if (name === 'connection') return partner.connection;
  if (name === 'token') return partner.tokenToHub;
  if (name === 'token.base64') return Buffer.from(partner.tokenToHub).toString('base64');
  return name === 'tokenFromHub' ? partner.tokenFromHub : undefined;
}

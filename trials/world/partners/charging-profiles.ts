import { timeText } from './sample-objects.ts';
import type { Partner } from './simulated-partner.ts';

const profile = {
  charging_rate_unit: 'W',
  charging_profile_period: [{ start_period: 0, limit: 11_000 }],
};

/** Makes an operator accept charging profiles, and report active ones. */
export function takeProfiles(partner: Partner): void {
  partner.on('chargingprofiles', ({ method }) =>
    method === 'PUT' ? { data: { result: 'ACCEPTED', timeout: 30 } } : undefined,
  );
}

/** Makes a provider take active profiles of Sessions; `told` is called with the Session's id. */
export function hearProfiles(partner: Partner, told: (session: string) => void): void {
  partner.on('chargingprofiles', ({ method, parts }) => {
    if (method !== 'PUT') return undefined;
    told(parts[0] ?? '');
    return {};
  });
}

/** Lets a provider set a charging profile on a Session. */
export function setProfile(partner: Partner, session: string): void {
  const response_url = `https://${partner.host}/ocpi/${partner.version}/results/profile-${session}`;
  void partner.call('PUT', `chargingprofiles/${session}`, { charging_profile: profile, response_url });
}

/** Lets an operator report the active profile of a Session. */
export function reportProfile(partner: Partner, session: string): void {
  const start_date_time = timeText(partner.now());
  void partner.call('PUT', `chargingprofiles/${session}`, { start_date_time, charging_profile: profile });
}

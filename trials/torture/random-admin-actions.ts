import { admin, http } from './call-admin-api.ts';
import type { Random } from './common/seeded-random.ts';
import { agree, connect, type Scene } from './start-hub-and-partners.ts';
import { startVersionsServer } from './versions-server.ts';

/** Administrative actions during the torture, with those that the hub has confirmed. */
export interface AdminActions {
  /** Takes one random action at the admin API; one that the hub did not confirm is forgotten. */
  once(random: Random): Promise<void>;
  /** The confirmed results that are missing in the hub; afterwards the new partners unregister. */
  missing(): Promise<string[]>;
  stop(): void;
}

interface Newcomer {
  id: string;
  token: string;
}

/** The administrative actions of the torture, before the first is taken. */
export async function startAdminActions(scene: Scene): Promise<AdminActions> {
  const newcomers: Newcomer[] = [];
  const agreed: string[] = [];
  const invited: string[] = [];
  let count = 0;
  const versions = await startVersionsServer();
  const hub = () => scene.hub.url();
  const partyId = (letter: string) => {
    count += 1;
    return letter + count.toString(36).toUpperCase().padStart(2, '0');
  };

  const deeds = {
    newcomer: async () =>
      void newcomers.push(await connect(hub(), { role: 'CPO', party: partyId('N') }, versions.port)),
    agreement: async () => void agreed.push(await agree(hub(), partyId('G'), partyId('H'))),
    invitation: async () => {
      const body = { role: 'EMSP', country_code: 'NL', party_id: partyId('I'), name: 'Invited' };
      const answer = await admin(hub(), 'POST', '/connections', body);
      if (answer.status === 201) invited.push(String(answer.json.id));
    },
    sync: async () => {
      const id = scene.connections.get('AAA');
      await admin(hub(), 'POST', `/connections/${id}/syncs`, { type: 'delta', modules: ['tariffs'] });
    },
  };

  return {
    async once({ weighted }) {
      const deed = weighted({ newcomer: 1, agreement: 1, invitation: 1, sync: 2 });
      // An action at the admin API that failed was not confirmed, so its result need not be there.
      await deeds[deed]().catch(() => {});
    },
    async missing() {
      const found: string[] = [];
      for (const { id, token } of newcomers.splice(0)) {
        const seen = await admin(hub(), 'GET', `/connections/${id}`);
        if (seen.json.status !== 'REGISTERED')
          found.push(`registration ${id} is ${String(seen.json.status)}`);
        const answer = await http('GET', `${hub()}/ocpi/emsp/2.1.1/credentials`, `Token ${token}`);
        if (answer.status !== 200) found.push(`the token of registration ${id} gets HTTP ${answer.status}`);
        await admin(hub(), 'DELETE', `/connections/${id}`);
      }
      for (const id of invited.splice(0)) {
        const seen = await admin(hub(), 'GET', `/connections/${id}`);
        if (seen.json.status !== 'PENDING') found.push(`invitation ${id} is ${String(seen.json.status)}`);
        await admin(hub(), 'DELETE', `/connections/${id}`);
      }
      for (const id of agreed.splice(0)) {
        const seen = await admin(hub(), 'GET', `/agreements/${id}`);
        if (seen.json.status !== 'ACTIVE') found.push(`agreement ${id} is ${String(seen.json.status)}`);
        await admin(hub(), 'DELETE', `/agreements/${id}`);
      }
      return found;
    },
    stop: () => void versions.close(),
  };
}

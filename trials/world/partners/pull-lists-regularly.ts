import type { ObjectModuleId } from '../../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Received } from './received-object-copies.ts';
import { type Json, timeText } from './sample-objects.ts';
import type { Partner } from './simulated-partner.ts';

/**
 * How far a pull's time window reaches back before the last pull began, in milliseconds: as long as an owner may be cut
 * off, with the hub's next look at its list.
 */
const overlap = 90_000;

/**
 * Lets a partner pull others' lists from the hub again and again, each from where the last pull began less an overlap.
 */
export function pullForEver(partner: Partner, received: Received, modules: ObjectModuleId[]): void {
  const since = new Map<ObjectModuleId, number>();

  async function pull(module: ObjectModuleId): Promise<boolean> {
    const from = since.get(module);
    const query = new URLSearchParams({ limit: '2', ...window(module, from) });
    for (let offset = 0; ; ) {
      query.set('offset', String(offset));
      const answered = await partner.call('GET', `${module}?${query}`);
      if (!answered.ok || !Array.isArray(answered.data)) return false;
      for (const object of answered.data as Json[]) received.pulled(module, object);
      offset += answered.data.length;
      if (answered.data.length === 0 || !answered.headers.link) return true;
    }
  }

  function window(module: ObjectModuleId, from: number | undefined): Record<string, string> {
    if (from !== undefined) return { date_from: timeText(from - overlap) };
    return module === 'sessions' ? { date_from: '1970-01-01T00:00:00Z' } : {};
  }

  const round = async () => {
    for (const module of modules) {
      const started = partner.now();
      if (partner.mood === 'well' && (await pull(module))) since.set(module, started);
    }
  };
  const forEver = async () => {
    for (;;) {
      await round();
      await partner.sleep(12_000);
    }
  };
  void forEver();
}

import type { Agreement } from '../../hub/ports/connection-registry.ts';
import type { Store } from '../../hub/ports/store.ts';

/**
 * Changes ten objects, each one change after another, the registry, an agreement and a note, all at once and for ever,
 * and prints a line for each acknowledged change: its subject and the number of changes of it. Prints a last line when
 * a change fails. For processes that tests kill, or that fill their disk.
 */
export async function writeForEver(open: () => Promise<Store>, contentBytes = 100): Promise<void> {
  const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  try {
    const store = await open();
    const object = (nth: number, name: string) =>
      store.objects.change({ module: 'tariffs', owner: 'NL*ABC', id: name }, () => {
        if (nth % 7 === 0) return { to: 'delete' };
        const bytes = Buffer.from(String(nth).padEnd(contentBytes));
        return {
          to: 'store',
          object: { lastUpdated: nth, recipient: null, gone: false, lookups: {}, bytes },
        };
      });
    const registry = (nth: number) =>
      store.registry.change(() => ({ connections: [{ id: String(nth), endpoints: [] } as never] }));
    const agreements = (nth: number) =>
      store.registry.agree(() => [{ id: 'A1', since: String(nth) } as Agreement]);
    const note = (nth: number) => store.notes.put('question', 'Q1', { nth }, Number.MAX_SAFE_INTEGER);

    const forEver = async (name: string, change: (nth: number, name: string) => Promise<unknown>) => {
      for (let nth = 1; ; nth++) {
        await change(nth, name);
        tell({ name, nth });
      }
    };
    const names = Array.from({ length: 10 }, (_, nth) => `T${nth}`);
    const all = [
      ...names.map((name) => forEver(name, object)),
      forEver('registry', registry),
      forEver('agreement', agreements),
      forEver('note', note),
    ];
    await Promise.all(all).catch(async (error: Error) => {
      const again = await object(1, 'T0').then(String, String);
      const query = { visible: [{ owner: 'NL*ABC' as const }], offset: 0, limit: 99 };
      const page = await store.objects.list({ module: 'tariffs', ...query });
      const listed = page.objects.map(({ id, lastUpdated }) => [id, lastUpdated]);
      tell({ refused: error.message, again, listed });
      process.exit();
    });
  } catch (error) {
    tell({ refused: String(error) });
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Open } from '../contract/store-under-test.ts';
import { openEmbeddedStore } from './open-embedded-store.ts';

/** For tests: opens embedded stores in folders of their own, with so many bytes of object cache. */
export function inFolder(cacheBytes?: number): Open {
  return async (wanted) => {
    const folder = await mkdtemp(join(tmpdir(), 'ocpi-hub-store-'));
    const open = () => openEmbeddedStore({ folder, cacheBytes, ...wanted });
    const first = await open();
    let current = first;
    return {
      store: first,
      async reopen() {
        await current.close();
        current = await open();
        return current;
      },
      async destroy() {
        await current.close();
        await rm(folder, { recursive: true });
      },
    };
  };
}

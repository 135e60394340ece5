import type { Open } from '../../../src/store/contract/store-under-test.ts';
import { storeContract } from '../../../src/store/store-contract-tests.ts';
import { chanceOf } from '../time/seeded-random.ts';
import { hastyClock } from '../time/simulated-clock.ts';
import { openWorldStore } from './open-world-store.ts';
import { newDatabase } from './simulated-database.ts';

const open: Open = async ({ journalSize, journalBytes, journalAge, now } = {}) => {
  const database = newDatabase(hastyClock(), chanceOf('contract'), {
    hop: [0.1, 2],
    flush: [0.3, 4],
    slow: 0.02,
    gaps: 0.1,
  });
  const start = () =>
    openWorldStore(database, {
      ...{ id: 'process', journalSize, journalBytes, journalAge, now },
      owner: { name: 'process', alive: true, stallsUntil: 0 },
    });
  let store = await start();
  return {
    store,
    async reopen() {
      await store.close();
      store = await start();
      return store;
    },
    destroy: () => store.close(),
  };
};

storeContract('the store of a world', open);

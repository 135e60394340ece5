import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startOrder } from '../../src/hub/delivery/changes-of-all-processes.ts';
import { wholePush } from '../../src/hub/full-object-push.ts';
import type { Store } from '../../src/hub/ports/store.ts';
import { keyOf, put, xyz } from '../../src/store/contract/sample-objects.ts';
import { openPostgresStore } from '../../src/store/postgres/open-postgres-store.ts';
import { asked, emptyDatabase, forTests, until } from '../../src/store/postgres/test-database.ts';

// The test is in this folder because the order belongs to the hub and the database to the store, neither of which may
// import the other.

/** Runs a function once, after so many milliseconds of real time; gives a function that cancels it. */
function after(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => clearTimeout(timer);
}

/** A PostgreSQL trigger that delays commits: the change has its number and cannot be read yet. */
const slowCommit = `
  CREATE FUNCTION sleep() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(1); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON hub.objects DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.id = 'slow') EXECUTE FUNCTION sleep()`;

test('the orders of all processes pass on every change once, also when what began first commits last @HUB-27', async (t) => {
  const { url, drop } = await emptyDatabase();
  const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ ...forTests, url })));
  const passed = stores.map((): number[] => []);
  const orders = stores.map(({ objects }, nth) =>
    startOrder({ objects, after }, ({ object }) => void passed[nth]!.push(object.changed)),
  );
  t.after(async () => {
    for (const order of orders) order.stop();
    await Promise.all(stores.map((store) => store.close()));
    await drop();
  });
  await asked(url, slowCommit);
  /** Stores an object like a process of the hub: its own order gets the change in the form of the push. */
  const change = async (nth: number, id: string, of: Parameters<typeof keyOf>[1] = {}) => {
    const { after, before, changed } = await put((stores[nth] as Store).objects, keyOf(id, of));
    orders[nth]!.take(wholePush(after!), before?.changed ?? 0);
    return changed;
  };
  const committing = `SELECT FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active' AND datname = current_database()`;
  const changes = [change(0, 'slow')];
  await until(async () => (await asked(url, committing)).length > 0);
  // The quick changes have another module and owner, so that nothing but the order of changes makes them wait.
  const other = { module: 'locations', owner: xyz } as const;
  for (let nth = 0; nth < 20; nth++) changes.push(change(1 + (nth % 2), `quick${nth}`, other));
  const numbers = (await Promise.all(changes)).sort((a, b) => a - b);
  await until(() => passed.every((some) => some.length >= numbers.length));
  for (const some of passed) assert.deepEqual(some, numbers);
});

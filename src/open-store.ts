import type { Settings } from './hub/configuration.ts';
import { completeRegistry } from './hub/partners/add-missing-connection-options.ts';
import type { Store } from './hub/ports/store.ts';
import { secretKeys } from './hub/token-encryption-keys.ts';
import { openEmbeddedStore } from './store/embedded/open-embedded-store.ts';
import type { PostgresOptions } from './store/postgres/open-postgres-store.ts';
import { plainRegistry, sealedRegistry } from './store/sealed/registry-with-sealed-tokens.ts';

/**
 * Opens the store of the hub, in which the partners' tokens are encrypted, except in a PostgreSQL for which no key is
 * configured. `cacheBytes` limits the memory of an embedded store.
 */
export async function openStore(
  settings: Settings,
  warn: (message: string) => void,
  cacheBytes?: number,
): Promise<Store> {
  const { DATABASE_URL: url, HUB_DATA_DIR: folder, HUB_SECRET_KEY: key } = settings;
  const keys = url && !key ? undefined : await secretKeys(key, folder);
  if (!settings.HUB_ALLOW_PRIVATE_NETWORKS && (!keys || keys.made)) warn(unsealed(folder, url));
  const trace = {
    journalBytes: settings.HUB_TRACE_MB * 1_048_576,
    journalAge: settings.HUB_TRACE_HOURS * 3_600_000,
  };
  const store = url
    ? await openPostgres({ url, connections: settings.HUB_DATABASE_CONNECTIONS, ...trace, warn })
    : await openEmbeddedStore({ folder, ...trace, cacheBytes, warn });
  try {
    const registry = keys ? await sealedRegistry(store.registry, keys) : plainRegistry(store.registry);
    await completeRegistry(registry);
    return { ...store, registry };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Opens the store in a PostgreSQL, whose client it loads for those alone who have one. */
async function openPostgres(options: PostgresOptions): Promise<Store> {
  const { openPostgresStore } = await import('./store/postgres/open-postgres-store.ts');
  return openPostgresStore(options);
}

function unsealed(folder: string, url: string | undefined): string {
  const where = url
    ? 'lie unsealed in the database'
    : `are sealed with a key that lies beside them in ${folder}`;
  return `HUB_SECRET_KEY is not set: the tokens of partners ${where}`;
}

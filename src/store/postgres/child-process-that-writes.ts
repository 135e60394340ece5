import { writeForEver } from '../contract/write-until-killed.ts';
import { openPostgresStore } from './open-postgres-store.ts';

// This program runs in a process of its own for tests that kill it.
const [, , url = ''] = process.argv;
await writeForEver(() => openPostgresStore({ url, warn: () => undefined }));

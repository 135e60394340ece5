import { writeForEver } from '../contract/writing.ts';
import { openPostgresStore } from './open.ts';

// This program runs in a process of its own for tests that kill it.
const [, , url = ''] = process.argv;
await writeForEver(() => openPostgresStore({ url, warn: () => undefined }));

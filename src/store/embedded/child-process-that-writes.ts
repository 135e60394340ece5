import { writeForEver } from '../contract/write-until-killed.ts';
import { openEmbeddedStore } from './open-embedded-store.ts';

// This program runs in a process of its own for tests that kill it or fill its disk.
const [, , folder = '', contentBytes = '100'] = process.argv;
await writeForEver(() => openEmbeddedStore({ folder }), Number(contentBytes));

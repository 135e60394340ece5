import { fileURLToPath } from 'node:url';

/** Path of the program `ocpi-hub`, which starts in a clone as it does in the package. */
export const ownCommand = fileURLToPath(new URL('../../cli/ocpi-hub.js', import.meta.url));

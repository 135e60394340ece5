import { attention } from '../hub/insight/operator-troubles.ts';
import type { Handler } from './route-types.ts';

/** Lists the troubles of the hub that an operator must look at, by kind. */
export const list: Handler = async ({ hub }) => ({ body: await attention(hub) });

import { attention } from '../hub/insight/attention.ts';
import type { Handler } from './route.ts';

/** Lists the troubles of the hub that an operator must look at, by kind. */
export const list: Handler = async ({ hub }) => ({ body: await attention(hub) });

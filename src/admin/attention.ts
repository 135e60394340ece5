import { attention } from '../hub/insight/attention.ts';
import type { Handler } from './route.ts';

/** Lists what needs a person, kind by kind. */
export const list: Handler = async ({ hub }) => ({ body: await attention(hub) });

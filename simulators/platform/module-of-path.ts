import type { ModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { modules } from '../../src/ocpi/editions/modules-2.1.1.ts';

/** The module an OCPI path belongs to; versions and version details are `versions`. */
export function moduleOf(path: string): ModuleId | 'credentials' | 'versions' {
  const [, , , , module = ''] = path.split(/[?]/, 1).join('').replace(/\/+/g, '/').split('/');
  if (module === 'credentials') return 'credentials';
  return Object.hasOwn(modules, module) ? (module as ModuleId) : 'versions';
}

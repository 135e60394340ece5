import type { ModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { moduleIds } from '../../src/ocpi/editions/modules.ts';
import { roleOf } from '../../src/ocpi/editions/routes.ts';
import { interfaceOf } from '../../src/ocpi/editions/select-endpoint-by-role.ts';
import type { Platform } from './simulated-platform.ts';

/**
 * The modules that a simulator lists if partners shall push nothing to it: those of its own objects, and those without
 * objects.
 */
export function offeredBy({ edition, side }: Pick<Platform, 'edition' | 'side'>): ModuleId[] {
  return moduleIds.filter((module) => {
    const row = edition.rows[module];
    return row.object === undefined || interfaceOf(row, roleOf(side)) === 'SENDER';
  });
}

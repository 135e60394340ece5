import type { ModuleId } from '../../src/ocpi/editions/edition.ts';
import { interfaceOf } from '../../src/ocpi/editions/endpoint-roles.ts';
import { moduleIds } from '../../src/ocpi/editions/modules.ts';
import { roleOf } from '../../src/ocpi/editions/routes.ts';
import type { Platform } from './platform.ts';

/** The modules that a platform lists which takes no pushes: its own objects, and questions. */
export function offeredBy({ edition, side }: Pick<Platform, 'edition' | 'side'>): ModuleId[] {
  return moduleIds.filter((module) => {
    const row = edition.rows[module];
    return row.object === undefined || interfaceOf(row, roleOf(side)) === 'SENDER';
  });
}

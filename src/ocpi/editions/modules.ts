import type {
  DriverModuleId,
  Method,
  ModuleId,
  ModuleRow,
  ObjectModuleId,
  SameDriverRow,
  SameObjectRow,
  SameRow,
} from './basic-ocpi-types.ts';
import { modules as first } from './modules-2.1.1.ts';

// The columns of the module table that are equal in every version of OCPI; a test compares the tables of the versions.

const modules: Record<ModuleId, SameRow> = first;

/** The row of any module, with the columns that are equal in every version of OCPI. */
export function moduleRow(id: ModuleId): SameRow {
  return modules[id];
}

/** The row of a module that stores objects, with the columns that are equal in every version of OCPI. */
export function objectRow(id: ObjectModuleId): SameObjectRow {
  return first[id];
}

/**
 * The row of a module whose objects are for the driver's provider, with the columns that are equal in every version of
 * OCPI.
 */
export function driverRow(id: DriverModuleId): SameDriverRow {
  return first[id];
}

/** All modules, in table order. */
export const moduleIds = Object.keys(modules) as ModuleId[];

/** The modules that store objects, in table order. */
export const objectModules = moduleIds.filter(
  (id): id is ObjectModuleId => (modules[id] as ModuleRow).object !== undefined,
);

/** Whether a word is the identifier of a module. */
export function isModule(word: string | null | undefined): word is ModuleId {
  return word != null && Object.hasOwn(modules, word);
}

/** Whether the objects of a module are for the driver's provider alone. */
export function isDrivers(id: ModuleId): id is DriverModuleId {
  return moduleRow(id).audience === 'driver';
}

/** Whether objects of a module are pushed by POST, once each; all others are pushed by PUT. */
export function isPosted(id: ObjectModuleId): boolean {
  return first[id].receiver.list.some((method: Method) => method === 'POST');
}

/** Whether an object of a module can be deleted; objects of other modules get a final state, or stay. */
export function isDeletable(id: ObjectModuleId): boolean {
  return first[id].receiver.object.some((method: Method) => method === 'DELETE');
}

/** The modules whose objects are for the driver's provider, in table order. */
export const driverModules = objectModules.filter(isDrivers);

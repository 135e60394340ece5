/** The OCPI modules whose objects the hub stores, as arguments of commands name them. */
export const objectModules = ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens'];

/** The modules whose objects the hub stores, as commands take them. */
export const objectModules = ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens'];

import { startTestHub } from './start-test-hub.ts';
import { startTestCpo } from './start-test-operator.ts';
import { startTestEmsp } from './start-test-provider.ts';
import type { Cpo, CpoOptions, Emsp, EmspOptions, Hub, HubOptions, TestClock } from './test-api-types.ts';
import { newTestClock } from './test-clock.ts';

export type { FaultKindName } from './fault-kinds.generated.ts';
export type * from './test-api-types.ts';

/** Starts a simulated charge point operator on a free port; with a partner to register at, resolves once it has. */
export const startCpo: (options?: CpoOptions) => Promise<Cpo> = startTestCpo;

/** Starts a simulated e-mobility provider on a free port; with a partner to register at, resolves once it has. */
export const startEmsp: (options?: EmspOptions) => Promise<Emsp> = startTestEmsp;

/** Starts a hub on a free port, with a store of its own that is removed when it stops. */
export const startHub: (options?: HubOptions) => Promise<Hub> = startTestHub;

/** A clock that begins at a moment (ISO 8601, or now) and can be advanced; several hubs and simulators may share it. */
export const testClock: (start?: string) => TestClock = newTestClock;

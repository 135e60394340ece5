import type { SimulatorView } from '../../../hub/types.generated.ts';

/** A fault in the form of a simulator's control API. */
export interface Fault {
  match?: { module?: string; method?: string };
  kind: string;
  value?: number;
  probability?: number;
  times?: number;
}

/** The state that a simulator of either role reports to the console. */
export interface SimulatorState {
  party: string;
  faults: Fault[];
}

/** The state that the simulated operator reports. */
export interface OperatorState extends SimulatorState {
  sessions: { id: string; token_uid: string; evse_uid: string; location_id: string }[];
  evses: { location_id: string; uid: string; status: string }[];
}

/** The state that the simulated provider reports. */
export interface ProviderState extends SimulatorState {
  tokens: { uid: string; type: string; valid: boolean; verdict: string }[];
}

/** The path through the hub to a simulator's control API. */
export function controlOf({ id }: SimulatorView, ...path: string[]): string {
  return `/admin/simulators/${encodeURIComponent(id)}/control/${path.map(encodeURIComponent).join('/')}`;
}

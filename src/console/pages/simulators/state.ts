import type { SimulatorView } from '../../../hub/types.generated.ts';

/** A fault as the control API of a simulator has it. */
export interface Fault {
  match?: { module?: string; method?: string };
  kind: string;
  value?: number;
  probability?: number;
  times?: number;
}

/** What every simulator says of itself. */
export interface SimulatorState {
  party: string;
  faults: Fault[];
}

/** What the simulated operator says of itself. */
export interface OperatorState extends SimulatorState {
  sessions: { id: string; token_uid: string; evse_uid: string; location_id: string }[];
  evses: { location_id: string; uid: string; status: string }[];
}

/** What the simulated provider says of itself. */
export interface ProviderState extends SimulatorState {
  tokens: { uid: string; type: string; valid: boolean; verdict: string }[];
}

/** Path of a simulator's control API, as the hub passes it on. */
export function controlOf({ id }: SimulatorView, ...path: string[]): string {
  return `/admin/simulators/${encodeURIComponent(id)}/control/${path.map(encodeURIComponent).join('/')}`;
}

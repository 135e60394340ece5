import type { ConformanceView } from '../../../hub/types.generated.ts';
import type { Tone } from '../../parts/state-chip.tsx';

/** The state of a conformance run, as a colour and a word. */
export function stateOf({ status, conformant, verdicts }: ConformanceView): [Tone, string] {
  if (status === 'RUNNING') return ['info', 'Running'];
  if (status === 'FAILED') return ['off', 'No report'];
  if (!conformant) return ['bad', 'Breaks 2.1.1'];
  return verdicts.warned > 0 ? ['warn', 'Warnings'] : ['good', 'Passed'];
}

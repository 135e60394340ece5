import { faultKinds } from '../simulators/faults/all-fault-kinds.ts';

/**
 * The source of a TypeScript union with the names of the simulators' faults, each with its documentation, for projects
 * that start simulators.
 */
export function faultKindsSource(): string {
  const members = Object.entries(faultKinds).map(([kind, { does, value }]) => {
    const takes = value ? ` Value: ${value.is}, ${JSON.stringify(value.default)} by default.` : '';
    return `  /** ${does}${takes} */\n  ${kind}: true;`;
  });
  return [
    '// Generated from simulators/faults by scripts/generate.ts (npm run generate). Do not edit.',
    '',
    '/** The faults that a simulator can have. */',
    'export interface FaultKinds {',
    ...members,
    '}',
    '',
    '/** The name of a fault. */',
    'export type FaultKindName = keyof FaultKinds;',
    '',
  ].join('\n');
}

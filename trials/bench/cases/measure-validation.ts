import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Row } from '../rig/result-and-goal-types.ts';
import { location } from '../rig/sample-objects.ts';

/**
 * Measures the check of a Location of 3 KB alone, beside Ajv on the same schema without the rules that this project
 * adds.
 */
export async function validation(bench: Bench): Promise<Row[]> {
  const { seconds } = bench.options;
  const process = await bench.start('validation');
  const text = location('L1').replaceAll('{n}', '1');
  const run = (way: string) => () => process.ask<number>('run', { way, text, seconds });
  return [
    {
      case: 'validation',
      what: 'Location, 3 KB',
      unit: 'objects/s',
      sides: await bench.alternate({
        hub: run('hub'),
        'hub, all of a write': run('hub, all of a write'),
        Ajv: run('Ajv'),
      }),
      goals: [],
    },
  ];
}

import { locationPuts } from '../rig/load-request-kinds.ts';
import type { Bench, Version } from '../rig/measured-hub-with-partners.ts';
import type { Row } from '../rig/result-and-goal-types.ts';
import { deliveries } from './measure-fan-out.ts';

/** Measures the deliveries of one incoming PATCH to receivers of whom every second reads 2.2.1, beside receivers of 2.1.1 alone. */
export async function versions(bench: Bench): Promise<Row[]> {
  const { seconds, quick } = bench.options;
  const receivers = quick ? 2 : 30;
  const objects = quick ? 20 : 500;
  const changes = quick ? 20 : Math.ceil((6000 * seconds) / receivers);
  const side = async (spoken: Version[]) => {
    const hub = await bench.hub();
    const { operator, providers } = await bench.market(hub, receivers, spoken);
    await bench.fill(hub, locationPuts(hub.url, operator, objects));
    await bench.served(hub, providers);
    const ports = providers.map(({ port }) => port);
    const cpu = async () => (await hub.usage()).cpu;
    return { hub, measure: () => deliveries(bench, { to: hub.url, operator, objects, changes, ports }, cpu) };
  };
  const mixed = await side(['2.1.1', '2.2.1']);
  const plain = await side(['2.1.1']);
  const measured = await bench.measure(mixed.hub, { hub: mixed.measure, 'of 2.1.1 alone': plain.measure });
  return [
    {
      case: 'versions',
      what: `1 → ${receivers}, half of them of 2.2.1`,
      unit: 'deliveries/s',
      ...measured,
      goals: [{ against: 'of 2.1.1 alone', is: 'ratio', atLeast: 0.9 }],
    },
  ];
}

import type { Sample } from '../rig/alternate-measuring-rounds.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Row } from '../rig/result-and-goal-types.ts';
import { location, startSession } from '../rig/sample-objects.ts';

/**
 * Measures commands of a provider, one at a time: by latency until the operator's direct answer, and by CPU time until the
 * provider has every result.
 */
export async function commands(bench: Bench): Promise<Row[]> {
  const { quick } = bench.options;
  const hub = await bench.hub();
  const { operator, providers } = await bench.market(hub, 1);
  const provider = providers[0]!;
  await bench.load({
    ...{ origin: hub.url, method: 'PUT', token: operator.token },
    path: `/ocpi/emsp/2.1.1/locations/NL/${operator.party}/L0`,
    ...{ body: location('L0'), objects: 1, connections: 1, count: 1 },
  });
  await bench.served(hub, providers);
  await bench.sinks.ask('behave', { port: operator.port, manners: { token: operator.token } });
  const body = startSession(`http://127.0.0.1:${provider.port}/ocpi/results`, 'L0');
  const count = quick ? 5 : 300;
  const command = async (url: string): Promise<Sample> => {
    const { origin, pathname: path } = new URL(url);
    await bench.sinks.ask('reset', { ports: [provider.port] });
    const { p50 } = await bench.load({
      ...{ origin, method: 'POST', path, token: provider.token },
      ...{ body, objects: 1, connections: 1, count },
    });
    await bench.sinks.ask('expect', { total: count });
    return { value: p50, units: count };
  };
  const throughHub = async (): Promise<Sample> => {
    const before = await hub.cpu();
    const sample = await command(`${hub.url}/ocpi/cpo/2.1.1/commands/START_SESSION`);
    return { ...sample, perCpu: count / ((await hub.cpu()) - before) };
  };
  const measured = await bench.measure(hub, {
    hub: throughHub,
    operator: () => command(`http://127.0.0.1:${operator.port}/ocpi/commands/START_SESSION`),
  });
  return [
    { case: 'commands', what: 'START_SESSION and its result, p50', unit: 'ms', ...measured, goals: [] },
  ];
}

import { Counter, Gauge, Registry } from 'prom-client';
import { listConnections } from '../hub/connections.ts';
import type { Hub } from '../hub/hub.ts';

/** How the hub stands now, made anew for every look: connections that are gone leave no series behind. */
export function gaugesOf(hub: Hub): Registry {
  const registry = new Registry();
  const registers = [registry];
  const labelNames = ['connection'];
  const connections = new Gauge({
    name: 'ocpi_hub_connections',
    help: 'Connections by role and status',
    labelNames: ['role', 'status'],
    registers,
  });
  const pending = new Gauge({
    name: 'ocpi_hub_delivery_pending',
    help: 'Changes that wait for this partner',
    labelNames,
    registers,
  });
  const delivered = new Counter({
    name: 'ocpi_hub_delivery_delivered_total',
    help: 'Changes this partner has taken since the hub started',
    labelNames,
    registers,
  });
  const failed = new Counter({
    name: 'ocpi_hub_delivery_failed_total',
    help: 'Changes this partner has not taken since the hub started',
    labelNames,
    registers,
  });
  for (const role of ['CPO', 'EMSP'])
    for (const status of ['PENDING', 'REGISTERED', 'SUSPENDED', 'UNREGISTERED'])
      connections.set({ role, status }, 0);
  for (const connection of listConnections(hub)) {
    const { id, role, status } = connection;
    const delivery = hub.deliver.state(connection);
    connections.inc({ role, status });
    pending.set({ connection: id }, delivery.pending);
    delivered.inc({ connection: id }, delivery.delivered);
    failed.inc({ connection: id }, delivery.failed);
  }
  return registry;
}

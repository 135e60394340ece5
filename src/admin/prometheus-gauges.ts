import { Counter, Gauge, Registry } from 'prom-client';
import { type Held, listHeld } from '../hub/binding/withheld-objects.ts';
import type { Hub } from '../hub/hub-dependencies.ts';
import { listConnections } from '../hub/partners/connections.ts';
import type { Sync } from '../hub/sync-report-types.ts';

/**
 * Prometheus gauges of the hub's present state, made anew for every scrape, so that removed connections leave no series
 * behind.
 */
export async function gaugesOf(hub: Hub): Promise<Registry> {
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
  const parked = new Gauge({
    name: 'ocpi_hub_delivery_parked',
    help: 'Objects this partner could not take, which are tried on their own',
    labelNames,
    registers,
  });
  const lag = new Gauge({
    name: 'ocpi_hub_delivery_lag_changes',
    help: 'Changes of the hub since the last one that this partner has confirmed, its own and those not for it included',
    labelNames,
    registers,
  });
  const behind = new Gauge({
    name: 'ocpi_hub_delivery_behind_seconds',
    help: 'For how long this partner has been behind; 0 when it has everything',
    labelNames,
    registers,
  });
  const states = new Gauge({
    name: 'ocpi_hub_delivery_state',
    help: '1 for the state that delivery to this partner is in',
    labelNames: ['connection', 'state'],
    registers,
  });
  new Gauge({
    name: 'ocpi_hub_store_changes',
    help: 'Number of the newest change in the store',
    registers,
  }).set(hub.store.objects.position());
  for (const role of ['CPO', 'EMSP'])
    for (const status of ['PENDING', 'REGISTERED', 'SUSPENDED', 'UNREGISTERED'])
      connections.set({ role, status }, 0);
  for (const connection of listConnections(hub)) {
    const { id, role, status } = connection;
    const delivery = hub.deliver.state(connection);
    connections.inc({ role, status });
    // Another process delivers to this connection, and reports its gauges.
    if (!delivery) continue;
    pending.set({ connection: id }, delivery.pending);
    delivered.inc({ connection: id }, delivery.delivered);
    failed.inc({ connection: id }, delivery.failed);
    parked.set({ connection: id }, delivery.parked);
    for (const state of ['LIVE', 'BEHIND', 'DOWN', 'OFF'])
      states.set({ connection: id, state }, delivery.state === state ? 1 : 0);
    if (delivery.state === 'OFF') continue;
    lag.set({ connection: id }, Math.max(hub.store.objects.position() - delivery.confirmed, 0));
    const since = delivery.behind_since === null ? hub.now() : Date.parse(delivery.behind_since);
    behind.set({ connection: id }, Math.max(hub.now() - since, 0) / 1000);
  }
  countSyncs(await hub.syncs.list(), registry);
  countHeld(await listHeld(hub), hub.now(), registry);
  return registry;
}

/**
 * Gauges of Sessions and CDRs that the hub withholds until their provider is known: their number for each operator, and
 * the age of the oldest (ROUTE-56).
 */
function countHeld(all: Held[], now: number, registry: Registry): void {
  const registers = [registry];
  const held = new Gauge({
    name: 'ocpi_hub_held',
    help: 'Sessions and CDRs that are held until it is known whose they are',
    labelNames: ['owner'],
    registers,
  });
  const age = new Gauge({
    name: 'ocpi_hub_held_oldest_seconds',
    help: 'For how long the oldest of them has been held; 0 when nothing is',
    registers,
  });
  for (const { owner } of all) held.inc({ owner });
  const since = all[0] ? Date.parse(all[0].since) : now;
  age.set(Math.max(now - since, 0) / 1000);
}

/** Gauges of the newest finished sync of each connection: its results, and the end of the last successful one. */
function countSyncs(all: Sync[], registry: Registry): void {
  const registers = [registry];
  const labelNames = ['connection'];
  const running = new Gauge({ name: 'ocpi_hub_syncs_running', help: 'Pulls under way', registers });
  const objects = new Gauge({
    name: 'ocpi_hub_sync_objects',
    help: 'Objects of the last pull of this partner, by what became of them',
    labelNames: ['connection', 'module', 'outcome'],
    registers,
  });
  const success = new Gauge({
    name: 'ocpi_hub_sync_last_success_timestamp_seconds',
    help: 'When the last pull of this partner ended well',
    labelNames,
    registers,
  });
  const failures = new Gauge({
    name: 'ocpi_hub_sync_failed',
    help: '1 when the last pull of this partner failed',
    labelNames,
    registers,
  });
  running.set(all.filter(({ status }) => status === 'RUNNING').length);
  // The list is newest first; the loop goes backwards, so that newer entries overwrite older ones.
  for (const { connection, status, finished, modules } of all.toReversed()) {
    if (status === 'RUNNING' || finished === null) continue;
    failures.set({ connection }, status === 'FAILED' ? 1 : 0);
    if (status === 'DONE') success.set({ connection }, Date.parse(finished) / 1000);
    for (const { module, stored, unchanged, rejected, removed } of modules)
      for (const [outcome, count] of Object.entries({ stored, unchanged, rejected, removed }))
        objects.set({ connection, module, outcome }, count);
  }
}

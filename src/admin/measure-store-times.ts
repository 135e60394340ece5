import { Histogram } from 'prom-client';
import type { Store } from '../hub/ports/store.ts';
import { registry } from './prometheus-counters.ts';

const durations = new Histogram({
  name: 'ocpi_hub_store_duration_seconds',
  help: 'Time the store takes: change until it is durable, list for a page, get for one object',
  labelNames: ['operation'],
  buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
  registers: [registry],
});

/** The given store, with the times of its object operations measured. */
export function timed(store: Store): Store {
  const { objects } = store;
  const time = async <T>(operation: string, work: Promise<T>): Promise<T> => {
    const begun = performance.now();
    try {
      return await work;
    } finally {
      durations.observe({ operation }, (performance.now() - begun) / 1000);
    }
  };
  return {
    ...store,
    objects: {
      ...objects,
      change: (key, decide) => time('change', objects.change(key, decide)),
      get: (key) => time('get', objects.get(key)),
      list: (query) => time('list', objects.list(query)),
    },
  };
}

import type { Hub } from '../hub/hub-dependencies.ts';
import { registry } from './prometheus-counters.ts';
import { gaugesOf } from './prometheus-gauges.ts';
import type { Admin, AdminAnswer } from './route-types.ts';

/** Answers that the hub's process runs. */
export function live(): AdminAnswer {
  return { body: { status: 'ok' } };
}

/** Answers 200 when the store answers and takes changes, else 503, which tells a load balancer to send no requests. */
export async function ready({ hub }: Admin): Promise<AdminAnswer> {
  if (await storeAnswers(hub)) return live();
  return { status: 503, body: { status: 'unavailable' } };
}

/** Answers with the metrics: counts and times of this process, and the hub's present state. */
export async function metrics(admin: Admin): Promise<AdminAnswer> {
  return { headers: { 'Content-Type': registry.contentType }, text: await admin.metrics() };
}

/** The metrics of the hub as text for Prometheus. */
export async function exposition(hub: Hub): Promise<string> {
  const parts = await Promise.all([gaugesOf(hub).then((gauges) => gauges.metrics()), registry.metrics()]);
  return parts.join('\n');
}

/** Whether the store accepts changes and answers reads within `patience` milliseconds. */
export async function storeAnswers({ store, log }: Hub, patience = 2000): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience);
  });
  try {
    store.registry.read();
    await Promise.race([
      Promise.all([store.ready(), store.objects.since(store.objects.position(), 1)]),
      late,
    ]);
    return true;
  } catch (error) {
    log.error({ err: error }, 'the store cannot be used');
    return false;
  } finally {
    clearTimeout(timer);
  }
}

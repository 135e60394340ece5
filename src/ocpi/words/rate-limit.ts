/**
 * Counts a request with this key, or with a cost of 0 counts nothing: returns the seconds that the sender has to wait,
 * 0 when it may go on.
 */
export interface RateLimit {
  (key: string, cost?: 0 | 1): number;
  /** Charges a key with the additional cost of an answered request; the debt is at most one burst. */
  charge(key: string, cost: number): void;
}

/** Maximum number of keys in memory; the key that has been silent longest is removed first. */
const mostKeys = 10_000;

/**
 * Makes a rate limit: `perSecond` requests a second pass for each key, and `burst` at once after a quiet time; 0 sets
 * no limit. `now` in milliseconds. A request that passes costs one look into a map.
 */
export function rateLimit(options: { perSecond: number; burst: number; now: () => number }): RateLimit {
  const { perSecond, burst, now } = options;
  const buckets = new Map<string, { left: number; at: number }>();
  if (perSecond === 0) return Object.assign(() => 0, { charge: () => undefined });
  const limit = (key: string, cost: 0 | 1 = 1) => {
    const bucket = filled(key);
    if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perSecond));
    bucket.left -= cost;
    return 0;
  };
  const charge = (key: string, cost: number) => {
    const bucket = filled(key);
    bucket.left = Math.max(-burst, bucket.left - cost);
  };
  return Object.assign(limit, { charge });

  function filled(key: string) {
    const time = now();
    const bucket = buckets.get(key) ?? added(key, time);
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, time - bucket.at) / 1000) * perSecond);
    bucket.at = time;
    return bucket;
  }

  function added(key: string, at: number) {
    for (const oldest of buckets.keys()) {
      if (buckets.size < mostKeys) break;
      buckets.delete(oldest);
    }
    const bucket = { left: burst, at };
    buckets.set(key, bucket);
    return bucket;
  }
}

/** The rate limit's key for an address: the address, or the /64 of an IPv6 address, all of which one customer has. */
export function addressKey(address: string | undefined): string {
  const text = (address ?? '').slice(0, 64);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1];
  if (mapped || !text.includes(':')) return mapped ?? text;
  const [head = '', tail] = text.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  return [...groups, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':');
}

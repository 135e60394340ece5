import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the limits of each partner's share of the hub. */
export const budgetRows: Mutant[] = [
  ...defectsIn(
    'src/ocpi/server/fair-queue-of-callers.ts',
    ['src/ocpi/server/fair-queue-of-callers.test.ts'],
    [
      ['shares-greediest-first', 'line.used < found.used', 'line.used > found.used'],
      ['shares-without-a-look', 'line && spent < slice;', 'line;'],
      ['shares-by-turns', 'Math.max(least, clock() - from)', 'least'],
      ['shares-saved-up', 'Math.min(Math.max(line.used, floor), floor + longestDebt)', 'line.used'],
      ['shares-debt-without-end', ', floor + longestDebt)', ', Number.POSITIVE_INFINITY)'],
    ],
  ),
  ...defectsIn(
    'src/ocpi/words/rate-limit.ts',
    ['src/ocpi/words/rate-limit.test.ts'],
    [
      ['rates-burst-without-end', 'Math.min(burst, bucket.left +', 'Math.max(0, bucket.left +'],
      ['rates-debt-without-end', 'Math.max(-burst, bucket.left - cost)', 'bucket.left - cost'],
      ['rates-clock-set-back', 'Math.max(0, time - bucket.at)', '(time - bucket.at)'],
      ['rates-ipv6-per-address', ".slice(0, 4).join(':')", ".join(':')"],
      ['rates-looking-costs', 'bucket.left -= cost;', 'bucket.left -= 1;'],
      ['rates-keys-without-end', 'if (buckets.size < mostKeys) break;', 'break;'],
    ],
  ),
  ...defectsIn(
    'src/ocpi/server/answer-buffers.ts',
    ['src/ocpi/server/answer-buffers.test.ts', 'src/ocpi/server/ocpi-server.test.ts'],
    [['answer-buffers-shared', 'out.add(memory);', 'unused.push(memory);']],
  ),
  ...defectsIn(
    'src/ocpi/server/answer-buffers.ts',
    ['src/ocpi/server/answer-buffers.test.ts'],
    [
      ['answer-buffers-given-back-twice', 'out.delete(sent.buffer)', 'out.has(sent.buffer)'],
      ['answer-buffers-without-end', 'if (kept + sent.buffer.byteLength > most) return;', ''],
      ['answer-buffers-for-small-answers', ' && byteLength <= 2 * bytes', ''],
    ],
  ),
  ...defectsIn(
    'src/ocpi/server/shared-page-bytes.ts',
    ['src/ocpi/server/shared-page-bytes.test.ts'],
    [
      ['shared-pages-by-length', ' && known.every((object, at) => object === objects[at])', ''],
      ['shared-pages-used-while-read', 'if (oldest.readers === 0) reuse(oldest);', 'reuse(oldest);'],
      ['shared-pages-given-back-held', 'if (!held) buffers.giveBack(start);', 'buffers.giveBack(start);'],
      ['shared-pages-lost', ' && !pages.includes(page)', ' && pages.includes(page)'],
      ['shared-pages-without-end', 'kept > most', 'kept > 1000 * most'],
      ['shared-pages-readers-uncounted', 'page.readers += 1;', 'page.readers = 1;'],
      ['shared-pages-newest-first', 'pages.push(page);', 'pages.unshift(page);'],
    ],
  ),
  ...defectsIn(
    'src/ocpi/server/request-cost.ts',
    ['src/ocpi/server/request-cost.test.ts'],
    [
      ['work-answers-are-free', 'beyond(bytesOut, ordinary.bytesOut) * weights.kibOut', '0'],
      ['work-calls-are-free', 'calls * weights.call', '0'],
      ['work-objects-are-free', 'beyond(objects, ordinary.objects) * weights.object', '0'],
      ['work-ordinary-costs', 'Math.max(0, amount - free)', 'amount'],
    ],
  ),
  ...defectsIn(
    'src/ocpi/server/one-request-at-a-time-per-socket.ts',
    ['src/ocpi/server/one-request-at-a-time-per-socket.test.ts'],
    [
      ['turns-one-more-waits', 'queue.length < mostWaiting', 'queue.length <= mostWaiting'],
      ['turns-side-by-side', 'waiting.set(socket, []);\n      ', ''],
    ],
    { slow: true },
  ),
];

import type { Mutant } from './mutant.ts';

/** Defects in delivery: pushes, their outcomes, and the explanations of them. */
export const deliveryRows: Mutant[] = [
  {
    id: 'http-429-refuses',
    file: 'src/ocpi/client/fate.ts',
    place: '[401, 408, 429].includes',
    plant: '[401, 408].includes',
    red: ['src/ocpi/client/fate.test.ts'],
  },
  {
    id: 'http-401-refuses',
    file: 'src/ocpi/client/fate.ts',
    place: '[401, 408, 429].includes',
    plant: '[408, 429].includes',
    red: ['src/ocpi/client/fate.test.ts'],
  },
  {
    id: 'missed-deletion',
    file: 'src/hub/delivery/follow.ts',
    place: 'return item.to.size > 0 ? { ...place, item } : place;',
    plant: 'return object && item.to.size > 0 ? { ...place, item } : place;',
    red: ['src/hub/delivery/deliver.test.ts'],
    slow: true,
  },
  {
    id: 'suspended-passed-over',
    file: 'src/hub/delivery/send.ts',
    place: "return { down: true, error: 'the connection is suspended' };",
    plant: 'return {};',
    red: ['src/hub/delivery/deliver.test.ts'],
    slow: true,
  },
  {
    id: 'agreement-ended-on-the-way',
    file: 'src/hub/delivery/send.ts',
    place: '!connection || !mayHave(options, connection, push, party)',
    plant: '!connection',
    red: ['src/hub/delivery/deliver.test.ts'],
  },
  {
    id: 'nobody-answers',
    file: 'src/hub/delivery/hand-out.ts',
    place: 'else if (to.size === 0 && origin === processes.id)',
    plant: 'else if (to.size > 0 && origin === processes.id)',
    red: ['src/hub/delivery/deliver.test.ts'],
  },
  {
    id: 'shared-position-first',
    file: 'src/hub/delivery/positions.ts',
    place:
      '    // Who has not got everything is noted as such before the shared note moves past what it lacks.\n',
    plant: "    await notes.put('position', shared, { position: passed }, now() + memory);\n",
    red: ['src/hub/delivery/positions.test.ts'],
  },
  {
    id: 'stock-begun-twice',
    file: 'src/hub/delivery/stock.ts',
    place: 'underWay.has(key) || ',
    plant: '',
    red: ['src/hub/delivery/stock.test.ts'],
  },
  {
    id: 'stock-waits-too-long',
    file: 'src/hub/delivery/stock.ts',
    place: 'Math.min(early, longestTimer)',
    plant: 'early',
    red: ['src/hub/delivery/stock.test.ts'],
  },
  {
    id: 'stock-first-page',
    file: 'src/hub/delivery/stock.ts',
    place: 'if (objects.length < pageSize) break;',
    plant: 'break;',
    red: ['src/hub/delivery/stock.test.ts'],
  },
  {
    id: 'why-delivered-though-behind',
    file: 'src/hub/insight/why-delivery.ts',
    place: 'succeeded(current) && (obstacle || behind.length === 0)',
    plant: 'succeeded(current)',
    red: ['src/hub/insight/why-delivery.test.ts'],
  },
  {
    id: 'why-old-delivery-counts',
    file: 'src/hub/insight/why-delivery.ts',
    place: 'last && isAfter(last, door) ? last : undefined',
    plant: 'last',
    red: ['src/hub/insight/why-delivery.test.ts'],
  },
];

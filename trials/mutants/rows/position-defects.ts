import type { Mutant } from './defect-type.ts';

/** Defects of the positions that followers store, of the terms in which they may, and of what is said by them. */
export const positionRows: Mutant[] = [
  {
    id: 'shared-position-first',
    file: 'src/hub/delivery/stored-delivery-positions.ts',
    place:
      '    // Positions of followers that lag are stored before the shared note moves past the changes they lack.\n',
    plant: "    await notes.put('position', shared, { position: passed }, now() + memory);\n",
    red: ['src/hub/delivery/stored-delivery-positions.test.ts'],
  },
  {
    id: 'position-of-a-former-term-stored',
    file: 'src/hub/delivery/stored-delivery-positions.ts',
    place: 'if (last?.term !== term) return false;',
    plant: 'if (!last) return false;',
    red: ['src/hub/delivery/stored-delivery-positions.test.ts'],
  },
  {
    id: 'position-stored-over-what-another-process-has-stored',
    file: 'src/hub/delivery/stored-delivery-positions.ts',
    place: "      if (!(await notes.swap('position', id, last, next, forEver))) continue;\n",
    plant: "      await notes.put('position', id, next, forEver);\n",
    red: ['src/hub/delivery/stored-delivery-positions.test.ts'],
  },
  {
    id: 'term-begun-where-the-former-one-was',
    file: 'src/hub/delivery/stored-delivery-positions.ts',
    place: '        if (!isTaken) continue;\n',
    plant: '',
    red: ['src/hub/delivery/stored-delivery-positions.test.ts'],
  },
  {
    id: 'term-begun-for-another-process',
    file: 'src/hub/delivery/stored-delivery-positions.ts',
    place: '        if (!isMine()) return undefined;\n',
    plant: '',
    red: ['src/hub/delivery/stored-delivery-positions.test.ts'],
  },
  {
    id: 'follower-goes-on-after-its-term',
    file: 'src/hub/delivery/deliveries-of-this-process.ts',
    place: '  for (const { id } of over) {\n',
    plant: '  for (const { id } of over.slice(0, 0)) {\n',
    red: ['src/hub/delivery/start-delivery.test.ts'],
  },
  {
    id: 'stock-of-a-former-follower',
    file: 'src/hub/delivery/push-objects-on-agreement.ts',
    place: ' || termOf(hub, stock) !== term',
    plant: '',
    red: ['src/hub/delivery/push-objects-on-agreement.test.ts'],
  },
  {
    id: 'why-by-the-agreements-of-another-moment',
    file: 'src/hub/insight/did-receiver-get-object.ts',
    place: '  if (!hub.deliver.state(connection)) await hub.store.registry.agree(() => []);\n',
    plant: '',
    red: ['src/hub/insight/explain-delivery.test.ts'],
  },
  {
    id: 'error-of-a-follower-let-go-left-alone',
    file: 'src/hub/delivery/deliveries-of-this-process.ts',
    place: 'Promise.allSettled([...all].filter(isLeft).map(([id]) => letGo(held, id)));',
    plant: '[...all].filter(isLeft).map(([id]) => letGo(held, id));',
    red: ['src/hub/delivery/start-delivery.test.ts'],
  },
];

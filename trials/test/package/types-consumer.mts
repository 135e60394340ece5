import { adminClient } from 'ocpi-hub/admin';
import type { Response, Tariff } from './ocpi.js';
import { check, is } from './ocpi.validators.js';

// This program uses types and validators that were written for it, and the client of the admin API; scripts/try-package.ts compiles and runs it.
const answer: Response<Tariff[]> = {
  data: [
    {
      id: 'T',
      currency: 'EUR',
      elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
      driver_price: { per_kwh: 0.59, currency: 'EUR' },
      last_updated: '2026-01-31T08:00:00Z',
    },
  ],
  status_code: 1000,
  timestamp: '2026-01-31T08:00:00Z',
};
const tariff: unknown = answer.data?.[0];
if (!is('Tariff', tariff)) throw new Error(JSON.stringify(check('Tariff', tariff)));
// @ts-expect-error the price has a currency
const wrong: Tariff = { ...tariff, driver_price: { per_kwh: 0.59 } };
const refused = async () => new globalThis.Response('{"title":"no"}', { status: 401 });
const admin = adminClient({ url: 'http://127.0.0.1:1', token: 'none', fetch: refused });
const name = await admin.listConnections({ role: 'CPO' }).then(
  ({ items }) => String(items[0]?.delivery.state),
  (error: Error) => error.name,
);
console.log(JSON.stringify([check('Tariff', wrong)[0]?.pointer, name]));

import { type DataTable, defineParameterType, Then, When } from '@cucumber/cucumber';
import type { Market, Mention } from '../support/cucumber-world.ts';
import { readValue } from '../support/json-at-path.ts';
import { allAnswers, sendEach, texts, tryEach, type Variant } from '../support/send-object-variants.ts';

/** One or more HTTP methods: `POST, PUT and DELETE`. */
defineParameterType({
  name: 'methods',
  regexp: /[A-Z]{3,6}(?:(?:, | and )[A-Z]{3,6})*/,
  transformer: (methods: string) => methods.split(/, | and /),
});

/** The party sends the path one request of each method. */
When(
  '{party} tries {methods} on {path}',
  async function (this: Market, name: string, methods: string[], path: string) {
    await tryEach(this, name, methods, [path]);
  },
);

/** The party sends each path of the table one request of each method. */
When(
  '{party} tries {methods} on each of:',
  async function (this: Market, name: string, methods: string[], table: DataTable) {
    await tryEach(this, name, methods, cells(table));
  },
);

const sends = '{party} sends {method} {path} with {object}, each time';

/** The party sends the object once for each field of the table, without that field. */
When(
  `${sends} without one of:`,
  each((table) => cells(table).map((field) => [field, undefined])),
);

/** The party sends the object once for each row of the table (field, value), with that field changed. */
When(
  `${sends} with one of:`,
  each((table, market) =>
    table.raw().map(([field = '', value = '']) => [field, readValue(market.fill(value))]),
  ),
);

/** The party sends the object once for each row of the table (field, limit), with a text of exactly that length. */
When(
  `${sends} with one text as long as allowed:`,
  each((table) => texts(table.raw(), 0)),
);

/** The party sends the object once for each row of the table (field, limit), with a text one character longer. */
When(
  `${sends} with one text a character too long:`,
  each((table) => texts(table.raw(), 1)),
);

/** The party sends the object once for each value of the table, in this one field. */
When(
  `${sends} with {field} one of:`,
  async function (
    this: Market,
    name: string,
    method: string,
    path: string,
    mention: Mention,
    field: string,
    table: DataTable,
  ) {
    const variants = cells(table).map((value): Variant => [field, readValue(value)]);
    await sendEach(this, { name, method, path, mention }, variants);
  },
);

/** Each answer has this HTTP status and status_code. */
Then(
  'every answer is HTTP {int} with status code {int}',
  function (this: Market, status: number, code: number) {
    allAnswers(this, ({ answer }) => answer.status === status && answer.json?.status_code === code);
  },
);

/** Each answer is HTTP 200 or 201 with status_code 1000. */
Then('every answer is a success', function (this: Market) {
  allAnswers(this, ({ answer }) => [200, 201].includes(answer.status) && answer.json?.status_code === 1000);
});

/** The status_message of each answer contains the name of the field that was changed. */
Then('every status message names the field at fault', function (this: Market) {
  allAnswers(this, ({ field, answer }) => {
    const name = field.split('.').findLast((part) => !/^\d+$/.test(part)) ?? field;
    return String(answer.json?.status_message).includes(name);
  });
});

/** A step that sends an object once for each variant in its table. */
function each(variants: (table: DataTable, market: Market) => Variant[]) {
  return async function (
    this: Market,
    name: string,
    method: string,
    path: string,
    mention: Mention,
    table: DataTable,
  ): Promise<void> {
    await sendEach(this, { name, method, path, mention }, variants(table, this));
  };
}

function cells(table: DataTable): string[] {
  return table.raw().flat().filter(Boolean);
}

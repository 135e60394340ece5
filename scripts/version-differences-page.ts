import { type EnumRows, enums, type ValueFate } from '../src/ocpi/conversion/enum-value-table.ts';
import { classes } from '../src/ocpi/conversion/property-table.ts';
import type { ClassRows, Fate, Row } from '../src/ocpi/conversion/table-row-types.ts';

/** The fate of a property in words, on its way from one version of OCPI into the other. */
const fates: Record<Fate, string> = {
  same: 'the same',
  renamed: 'under the other name',
  converted: 'in the other form',
  extension: 'passed on where the owner sent it',
  context: 'looked up by the hub',
  invented: 'filled in, and told in the ledger',
  lost: 'left out, and told in the ledger',
  held: 'may keep the object back',
  none: 'left out: absence says the same',
};

const intro = `# OCPI 2.1.1 and 2.2.1 on one hub

Operators speak 2.1.1, providers 2.1.1 or 2.2.1, and each reads and writes its own version. Where both speak one version nothing is touched, byte for byte. Where they
differ the hub keeps the object as its owner wrote it and converts it for the reader; a ledger tells what that cost:

\`\`\`
npx ocpi-hub see locations 'NL*ABC' LOC1 --as 'DE*EMP'
\`\`\`

- **Lost** is what the reader's version cannot say, **made up** what it asks for and nobody said, **held** the reason why an object does not go at all. Money and parties are never
  made up.
- A **Tariff** goes to readers of 2.2.1 once the hub knows the tax on its prices: the option \`tax_percent\` of the operator's connection, a percentage or \`none\`. 2.1.1 does not tell
  it, and 2.2.1 reads silence as no tax. A list with \`date_from\` before the option was set, or set otherwise, has all of the operator's Tariffs.
- A **Location** needs a time zone in 2.2.1. The hub takes the owner's, else that of the country where it has one only, and says that it is made up; else the option
  \`time_zone\` of the operator's connection; else the Location is held. Coordinates are not looked at, since a wrong zone
  shifts the hours of Tariffs and nobody sees it. \`@photostructure/tz-lookup\` 11.7.0 (72 kB, kept up) draws its borders so coarsely that of places at random 4.4 % in Australia, 3.4 % in Canada,
  1.2 % in Brazil and 1.0 % in the United States have other hours than by \`geo-tz\` 8.1.9, which is exact and takes 71 MB, more than three times the whole hub; the option is told once for each operator.
- The **driver** of a Session or CDR is a contract in 2.1.1 and a Token in 2.2.1. The hub knows the Token from the authorisation, the command or the provider's list; where it does not,
  uid and type are made up, the provider never.
- A **PATCH** of the owner comes as a PATCH at the smallest part, if the reader has confirmed the state before, else whole. A Session gets the charging periods that are new.
- **Commands** of a provider of 2.2.1 reach the operator in 2.1.1; each answer says within how many seconds the result comes. There is no CANCEL_RESERVATION in 2.1.1: NOT_SUPPORTED.
- A provider **moves** from 2.1.1 to 2.2.1 by PUT of its Credentials at the 2.2.1 endpoint, and back. Everything is offered anew but CDRs and Sessions that are over.
- Ids that are too long for 2.2.1 get a short one, the first 27 characters, \`~\` and eight of a hash.
- 2.2.1 compares **ids** without case, 2.1.1 with it. Of two that differ in case alone (Locations, Tariffs, Sessions; EVSEs of one Location, Connectors of one EVSE) the one that the
  hub saw first keeps its name, and the other gets a short id, in everything that refers to it. In URLs and commands a provider of 2.2.1 may write an id in any case.

Providers of 2.2.1 by others have been tried behind the hub, step by step, and each failure judged:
[which, and what failed](../trials/interop/README.md#strangers-that-speak-221).

The tables below are made of those by which the hub converts. *Up* is from 2.1.1 to 2.2.1, *down* is back. Properties that are the same both ways stand in the line above a table.
`;

/** The page about both versions of OCPI: how the hub converts each property and each value between 2.1.1 and 2.2.1. */
export function versionsPage(): string {
  return [
    intro,
    '## Properties\n',
    ...Object.values(classes).flatMap(classPart),
    '## Values\n',
    'Values that both versions have pass as they are.\n',
    ...Object.entries(enums).flatMap(([name, rows]) => enumPart(name, rows)),
  ].join('\n');
}

function classPart({ names: [older, newer], rows }: ClassRows): string[] {
  const isSame = ([, , up, down]: Row) => up === 'same' && down === 'same';
  const same = rows.filter(isSame).map(([name]) => `\`${name}\``);
  const others = rows.filter((row) => !isSame(row));
  if (others.length === 0) return [];
  const title = older === newer || newer === '' ? older : older === '' ? newer : `${older}, ${newer}`;
  return [
    `### ${title}\n`,
    ...(same.length > 0 ? [`The same: ${same.join(', ')}.\n`] : []),
    '| 2.1.1 | 2.2.1 | up | down |',
    '| --- | --- | --- | --- |',
    ...others.map(
      ([from, to, up, down]) =>
        `| ${code(from)} | ${code(to)} | ${from === '' && up === 'none' ? '' : fates[up]} | ${to === '' && down === 'none' ? '' : fates[down]} |`,
    ),
    '',
  ];
}

function enumPart(name: string, { names, up = {}, down = {} }: EnumRows): string[] {
  const rows = [...lines(up, 'up'), ...lines(down, 'down')];
  if (rows.length === 0 || names[0] === '') return [];
  return [`### ${name}\n`, '| value | way | becomes |', '| --- | --- | --- |', ...rows, ''];
}

function lines(values: Record<string, ValueFate>, way: string): string[] {
  const words = (fate: ValueFate) =>
    typeof fate === 'string' ? fates[fate] : `\`${fate.to}\`, told in the ledger`;
  return Object.entries(values).map(([value, fate]) => `| \`${value}\` | ${way} | ${words(fate)} |`);
}

function code(name: string): string {
  return name === '' ? '' : `\`${name}\``;
}

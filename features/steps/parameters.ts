import { defineParameterType } from '@cucumber/cucumber';
import { defaultIds, type Kind } from '../support/samples.ts';
import type { Mention } from '../support/world.ts';

const kinds = Object.keys(defaultIds).join('|');

/** `ABC`: a party of the scenario, three capitals or digits. */
defineParameterType({ name: 'party', regexp: /[A-Z][A-Z0-9]{2}/, transformer: (name: string) => name });

/** `EMP, OTH and THR`: one or more parties. */
defineParameterType({
  name: 'parties',
  regexp: /[A-Z][A-Z0-9]{2}(?:(?:, | and )[A-Z][A-Z0-9]{2})*/,
  transformer: (names: string) => names.split(/, | and /),
});

/** `ABC` or `the hub`: either end of a routed message. */
defineParameterType({
  name: 'routed',
  regexp: /the hub|[A-Z][A-Z0-9]{2}/,
  transformer: (name: string) => name,
});

/** An HTTP method; `ANY` for all of them. */
defineParameterType({
  name: 'method',
  regexp: /GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY/,
  transformer: (method: string) => (method === 'ANY' ? '*' : method),
});

/** A module path (`locations/{cc}/ABC/LOC1?limit=1`), a path of the hub (`/ocpi/…`) or a URL; or a path of the admin API. */
defineParameterType({ name: 'path', regexp: /[^\s:"]\S*[^\s:"]/, transformer: (path: string) => path });

/** Dotted path into a JSON value: `evses.0.status`. */
defineParameterType({
  name: 'field',
  regexp: /(?!no |nothing |no$)[a-z_0-9]+(?:\.[a-z_0-9]+)*/,
  transformer: (path: string) => path,
});

/** `the Location`, `Location LOC2`, `ABC's Tariff TAR2`. */
defineParameterType({
  name: 'object',
  regexp: new RegExp(`(?:(?:the|a|an|its) )?(?:([A-Z][A-Z0-9]{2})'s )?(${kinds})(?: ([A-Z0-9][^\\s,:]*))?`),
  transformer: (owner: string | undefined, kind: string, id: string | undefined): Mention => ({
    owner: owner ?? undefined,
    kind: kind as Kind,
    id: id ?? undefined,
  }),
});

/** A JSON value, or bare text; `absent` for none. */
defineParameterType({ name: 'value', regexp: /\S.*/, transformer: (text: string) => text });

/** How credentials are handed over: `posts` (POST) or `puts` (PUT). */
defineParameterType({
  name: 'hands',
  regexp: /posts|puts/,
  transformer: (verb: string) => (verb === 'posts' ? 'POST' : 'PUT'),
});

/** `CHARGING, AVAILABLE`: words in an order. */
defineParameterType({
  name: 'words',
  regexp: /[A-Z]+(?:, [A-Z]+)*/,
  transformer: (words: string) => words.split(', '),
});

/** `ABC → hub, hub → EMP`: who told whom. */
defineParameterType({
  name: 'ways',
  regexp: /\S+ → \S+(?:, \S+ → \S+)*/,
  transformer: (ways: string) => ways.split(', '),
});

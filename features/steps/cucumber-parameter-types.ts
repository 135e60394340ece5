import { defineParameterType } from '@cucumber/cucumber';
import type { Mention } from '../support/cucumber-world.ts';
import { defaultIds, type Kind } from '../support/sample-objects.ts';

const kinds = Object.keys(defaultIds).join('|');

/** A party of the scenario, three capitals or digits: `ABC`. */
defineParameterType({ name: 'party', regexp: /[A-Z][A-Z0-9]{2}/, transformer: (name: string) => name });

/** One or more parties: `EMP, OTH and THR`. */
defineParameterType({
  name: 'parties',
  regexp: /[A-Z][A-Z0-9]{2}(?:(?:, | and )[A-Z][A-Z0-9]{2})*/,
  transformer: (names: string) => names.split(/, | and /),
});

/** Either end of a routed message: `ABC` or `the hub`. */
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

/** A dotted path into a JSON value: `evses.0.status`. */
defineParameterType({
  name: 'field',
  regexp: /(?!no |nothing |no$)[a-z_0-9]+(?:\.[a-z_0-9]+)*/,
  transformer: (path: string) => path,
});

/** An object: `the Location`, `Location LOC2`, `ABC's Tariff TAR2`. */
defineParameterType({
  name: 'object',
  regexp: new RegExp(`(?:(?:the|a|an|its) )?(?:([A-Z][A-Z0-9]{2})'s )?(${kinds})(?: ([A-Z0-9][^\\s,:]*))?`),
  transformer: (owner: string | undefined, kind: string, id: string | undefined): Mention => ({
    owner: owner ?? undefined,
    kind: kind as Kind,
    id: id ?? undefined,
  }),
});

/** A JSON value, or bare text; `absent` for no value. */
defineParameterType({ name: 'value', regexp: /\S.*/, transformer: (text: string) => text });

/** The way of sending credentials: `posts` (POST) or `puts` (PUT). */
defineParameterType({
  name: 'hands',
  regexp: /posts|puts/,
  transformer: (verb: string) => (verb === 'posts' ? 'POST' : 'PUT'),
});

/** Words in their order: `CHARGING, AVAILABLE`. */
defineParameterType({
  name: 'words',
  regexp: /[A-Z]+(?:, [A-Z]+)*/,
  transformer: (words: string) => words.split(', '),
});

/** Senders and receivers of messages: `ABC → hub, hub → EMP`. */
defineParameterType({
  name: 'ways',
  regexp: /\S+ → \S+(?:, \S+ → \S+)*/,
  transformer: (ways: string) => ways.split(', '),
});

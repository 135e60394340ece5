import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import type { FaultTable, Spoken } from './fault-kind-type.ts';

/** Faults of versions and version details. */
export const versionFaults = {
  bad_versions: {
    does: 'Lists its versions badly: without 2.1.1, as an object, with relative URLs, not at all, or with a URL that leads nowhere.',
    breaks: 'VER-01 VER-03 VER-05',
    value: {
      is: 'what it does',
      default: 'without_2.1.1',
      oneOf: ['without_2.1.1', 'object', 'relative', 'none', 'dead_url'],
    },
    answers: (answer, value) => {
      const { data } = answer.envelope;
      if (answer.module === 'versions' && Array.isArray(data)) lists[String(value)]?.(answer, data as Json[]);
    },
  },
  bad_details: {
    does: 'Lists its endpoints badly: no credentials, credentials alone, relative URLs, another version, none.',
    breaks: 'VER-03 VER-04 VER-05 VER-10',
    value: {
      is: 'what it does',
      default: 'no_credentials',
      oneOf: ['no_credentials', 'incomplete', 'relative', 'other_version', 'none'],
    },
    answers: (answer, value) => {
      const details = answer.envelope.data as Json | undefined;
      if (answer.module === 'versions' && Array.isArray(details?.endpoints))
        edits[String(value)]?.(details, details.endpoints as Json[]);
    },
  },
} satisfies FaultTable;

const lists: Record<string, (answer: Spoken, versions: Json[]) => void> = {
  'without_2.1.1': ({ envelope }, versions) => {
    envelope.data = versions.map((entry) => ({ ...entry, version: '2.0' }));
  },
  object: ({ envelope }, versions) => {
    envelope.data = { versions };
  },
  relative: (_answer, versions) => {
    for (const entry of versions) entry.url = new URL(String(entry.url)).pathname;
  },
  none: ({ envelope }) => {
    envelope.data = [];
  },
  dead_url: (_answer, versions) => {
    for (const entry of versions) entry.url = `${entry.url}/nowhere`;
  },
};

const edits: Record<string, (details: Json, endpoints: Json[]) => void> = {
  no_credentials: (details, endpoints) => {
    details.endpoints = endpoints.filter(({ identifier }) => identifier !== 'credentials');
  },
  incomplete: (details, endpoints) => {
    details.endpoints = endpoints.filter(({ identifier }) => identifier === 'credentials');
  },
  relative: (_details, endpoints) => {
    for (const entry of endpoints) entry.url = new URL(String(entry.url)).pathname;
  },
  other_version: (details) => {
    details.version = '2.0';
  },
  none: (details) => {
    details.endpoints = [];
  },
};

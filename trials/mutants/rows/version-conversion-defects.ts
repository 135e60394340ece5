import type { Mutant } from './defect-type.ts';

/** Planted defects in what readers of another version of OCPI than the owner's get. */
export const versionRows: Mutant[] = [
  {
    id: 'translation-without-what-was-looked-up',
    file: 'src/hub/translating/translate-for-readers.ts',
    place: '${state} ${JSON.stringify(context)}',
    plant: '${state}',
    red: [
      'features/protocol/provider-2.2.1.feature: A list has the Token of a driver as soon as the hub has it',
    ],
  },
  {
    id: 'list-counts-what-is-held',
    file: 'src/hub/objects/serve-objects.ts',
    place: '[...kept, ...(await unsaidTo(hub, module, dialect))]',
    plant: '[...kept]',
    red: ['features/protocol/provider-2.2.1.feature: A list counts and pages without what 2.2.1 cannot say'],
  },
  {
    id: 'periods-sent-twice',
    file: 'src/ocpi/conversion/difference-as-push.ts',
    place: 'after.slice(old.length) : undefined',
    plant: 'after : undefined',
    red: ['src/ocpi/conversion/difference-as-push.test.ts'],
  },
  {
    id: 'names-taken-by-case',
    file: 'src/hub/market/object-names-across-versions.ts',
    place: 'const isAlike = old ? isRenamed(old) : isTaken;',
    plant: 'const isAlike = old ? isRenamed(old) : isTaken && !object.id;',
    red: [
      'features/protocol/provider-2.2.1.feature: Of ids that differ in case alone the one that was seen first keeps its name',
      'features/protocol/provider-2.2.1.feature: Commands, Sessions and answers to authorisations lead to the one of two that is meant',
    ],
  },
  {
    id: 'withdrawal-of-the-other',
    file: 'src/hub/market/object-names-across-versions.ts',
    place: 'idAcross((await isNameTaken(store, key)) ? [[object, key.id]] : [], object, [key.id])',
    plant: 'idAcross([], object, [key.id])',
    red: [
      'features/protocol/provider-2.2.1.feature: Of ids that differ in case alone the one that was seen first keeps its name',
    ],
  },
  {
    id: 'names-without-case',
    file: 'src/hub/market/object-names-across-versions.ts',
    place: 'folded(nameFor(one, reader)) === name',
    plant: 'nameFor(one, reader) === id',
    red: [
      'features/protocol/provider-2.2.1.feature: A URL finds an id without regard to case where there is only one',
    ],
  },
  {
    id: 'details-of-2.2.1-without-profiles',
    file: 'src/ocpi/editions/modules-2.2.1.ts',
    place: "chargingprofiles: {\n    owner: 'CPO',",
    plant: "chargingprofiles: {\n    owner: 'CPO', custom: true,",
    red: [
      'features/protocol/provider-2.2.1.feature: Who is only invited finds charging profiles there, which 2.2.1 has itself',
    ],
  },
  {
    id: 'name-given-back',
    file: 'src/ocpi/conversion/ids-that-differ-by-case.ts',
    place: 'if (!known.has(joined([...path, id])) && !bearers',
    plant: 'if (!bearers',
    red: ['src/ocpi/conversion/ids-that-differ-by-case.test.ts'],
  },
  {
    id: 'earlier-state-read-for-each-part',
    file: 'src/ocpi/conversion/ids-that-differ-by-case.ts',
    place: '() => (earlier ??= before() ?? {})',
    plant: '() => (earlier = before() ?? {})',
    red: ['src/ocpi/conversion/ids-that-differ-by-case.test.ts'],
  },
  {
    id: 'zone-told-but-not-listed',
    file: 'src/hub/objects/serve-objects.ts',
    place: 'unsaid.filter((object) => !isTold(object))',
    plant: 'unsaid.filter((object) => !isTold(object) || object)',
    red: [
      "features/protocol/provider-2.2.1.feature: A Location that tells no time zone waits until its operator's is told",
    ],
  },
  {
    id: 'zone-of-the-operator-first',
    file: 'src/ocpi/conversion/location-rules.ts',
    place: 'const zone = told ?? passage.context.zone;',
    plant: 'const zone = passage.context.zone ?? told;',
    red: [
      "features/protocol/provider-2.2.1.feature: A Location that tells no time zone waits until its operator's is told",
    ],
  },
  {
    id: 'zone-without-a-check',
    file: 'src/hub/check-json-schema.ts',
    place: "ajv.addFormat('time-zone', isZone);",
    plant: "ajv.addFormat('time-zone', (text) => isZone(text) || true);",
    red: ['src/admin/connection-handlers.test.ts'],
  },
  {
    id: 'told-otherwise-but-old',
    file: 'src/hub/market/tax-and-time-zone-options.ts',
    place: 'if (changed.length === 0) return after;',
    plant: 'if (changed.length < 9) return after;',
    red: [
      "features/protocol/provider-2.2.1.feature: A provider that reads changes alone finds what its operator's options tell otherwise",
      'features/protocol/provider-2.2.1.feature: From 2.1.1 to 2.2.1 and back',
    ],
  },
  {
    id: 'told-otherwise-to-all',
    file: 'src/hub/market/tax-and-time-zone-options.ts',
    place: 'isSameVersion(from, to) ? [] : tellsOf',
    plant: 'false ? [] : tellsOf',
    red: ['src/hub/market/object-visibility.test.ts'],
  },
  {
    id: 'prices-without-tax',
    file: 'src/ocpi/conversion/tariff-rules.ts',
    place: "if (context.tax === undefined && pointer === '')",
    plant: "if (context.tax === undefined && pointer === 'never')",
    red: [
      'features/protocol/provider-2.2.1.feature: A Tariff is pushed once the tax on its prices is known: 21',
    ],
  },
  {
    id: 'bill-converted-anew',
    file: 'src/hub/translating/translate-for-readers.ts',
    place: 'if (final) return final;',
    plant: '',
    red: [
      'src/hub/translating/translate-for-readers.test.ts',
      'features/protocol/provider-2.2.1.feature: A CDR that the provider has taken stays as it was, though another Token of its contract is newer',
      'features/protocol/provider-2.2.1.feature: A CDR that the provider has read stays as it was, though another Token of its contract is newer',
    ],
  },
  {
    id: 'form-of-a-renamed-object-forgotten',
    file: 'src/hub/objects/apply-write.ts',
    place: '...names } }, form };',
    plant: '...names } } };',
    red: ['trials/test/renamed-object-as-it-arrived.test.ts'],
  },
  {
    id: 'names-of-parts-forgotten-in-place',
    file: 'src/hub/objects/patch-in-place.ts',
    place: 'if (inner && body[inner.list] !== undefined) return undefined;',
    plant: '',
    red: ['src/hub/objects/patch-in-place.test.ts'],
  },
  {
    id: 'listed-token-by-case',
    file: 'src/hub/objects/owner-of-listed-object.ts',
    place: "objectRow(module).key.includes('type')\n    ?",
    plant: "objectRow(module).key.includes('never')\n    ?",
    red: [
      "features/protocol/provider-2.2.1.feature: A Token on the provider's list is the one that it has written before, in whatever case",
    ],
  },
  {
    id: 'type-of-a-command-forgotten',
    file: 'src/hub/translating/conversion-context.ts',
    place: ': told?.type,',
    plant: ': undefined,',
    red: [
      'features/protocol/provider-2.2.1.feature: A Token that the hub does not store is the one of the command',
      'features/protocol/provider-2.2.1.feature: A Token that the hub does not store is the one authorised',
    ],
  },
];

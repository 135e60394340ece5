import { defectsIn, type Mutant } from './defect-type.ts';

/** Planted defects in the parts for other projects: the kit, their own types, the guide. */
export const kitRows: Mutant[] = [
  ...defectsIn(
    'simulators/kit/failure-messages.ts',
    ['trials/test/kit-settings.test.ts'],
    [
      ['kit-hides-what-came', '[status_message, instead?.', "[status_message, ''?."],
      ['kit-list-for-object', 'if (kindOf(sent) !== kindOf(got))', 'if (got === undefined)'],
    ],
  ),
  ...defectsIn(
    'simulators/kit/undo-leftovers-of-scenario.ts',
    ['trials/test/kit-settings.test.ts'],
    [
      ['kit-takes-back-oldest-first', 'noted.toReversed()', '[...noted]'],
      [
        'kit-forgets-what-fails',
        'answer.http !== 404) failed.push(words);',
        'answer.http === 0) failed.push(words);',
      ],
    ],
  ),
  ...defectsIn(
    'simulators/kit/kit-settings.ts',
    ['trials/test/kit-settings.test.ts'],
    [['kit-begins-and-is-called', 'if (begins && versionsUrl)', 'if (begins && !versionsUrl && token)']],
  ),
  ...defectsIn(
    'features/kit/cucumber.mjs',
    ['trials/test/kit-runs.test.ts'],
    [['kit-reruns-nothing', 'failed.length > 0 ? failed :', 'failed.length < 0 ? failed :']],
    { slow: true },
  ),
  ...defectsIn(
    'src/ocpi/editions/endpoint-urls.ts',
    ['src/ocpi/editions/endpoint-urls.test.ts'],
    [['kit-takes-the-slash', "if (parts.length === 0) return endpoint.split('#')[0] ?? '';\n", '']],
  ),
  ...defectsIn(
    'cli/write-types-command.ts',
    ['cli/write-types-command.test.ts'],
    [
      ['types-check-is-content', 'process.exitCode = stale.length > 0 ? 1 : 0;', 'process.exitCode = 0;'],
      ['types-check-writes', 'stale.length > 0 ? 1 : 0;\n      return;', 'stale.length > 0 ? 1 : 0;'],
      ['types-always-written', 'of stale) write(file, text);', 'of files) write(file, text);'],
      ['types-import-of-another-ending', "${ending.replace('t', 'j')}", '${ending}'],
      [
        'types-without-own-fields',
        'extensions: extend ? readExtensions(extend) : undefined',
        'extensions: undefined',
      ],
    ],
  ),
  ...defectsIn(
    'scripts/guide/dead-links.ts',
    ['trials/test/guide-links.test.ts'],
    [
      ['guide-dead-files', 'if (!files.has(file)) return false;', 'if (!files.has(file)) return true;'],
      ['guide-dead-places', 'ids.get(file)?.has(decodeURIComponent(place)) === true', 'ids.has(file)'],
      ['guide-follows-others', '!/^([a-z][a-z0-9+.-]*:|\\/)/i.test(link) && ', ''],
    ],
  ),
  ...defectsIn(
    'scripts/guide/render-markdown.ts',
    ['trials/test/guide-links.test.ts'],
    [
      ['guide-takes-html', "'' : escaped(text)),", "'' : text),"],
      ['guide-targets-unescaped', '<a href="${escaped(to)}"', '<a href="${to}"'],
      ['guide-titles-unescaped', 'title="${escaped(title)}"', 'title="${title}"'],
      ['guide-languages-unescaped', 'language-${escaped(lang)}', 'language-${lang}'],
    ],
  ),
];

import { readdirSync } from 'node:fs';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  type IRunConfiguration,
  type ISupportCodeLibrary,
  loadConfiguration,
  loadSupport,
  runCucumber,
} from '@cucumber/cucumber/api';
import { areaOf, requirements } from '../src/ocpi/rules/requirement-catalogue.ts';
import type { Options } from './run-options.ts';
import { stepFiles } from './step-files.ts';

/** Folder of the package, from which features and steps are found wherever the command is called. */
const home = fileURLToPath(new URL('..', import.meta.url));

/** Runs the scenarios that a trial asks for, one after the other, in the order of the files. */
export async function runSuite(trial: string, options: Options): Promise<void> {
  const configuration = await configurationFor(options, { trial });
  await runCucumber({ ...configuration, support: await support() }, quiet());
}

/** Settings of Cucumber with which it prints nothing itself. */
function quiet() {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  return { cwd: home, stdout: silent, stderr: silent };
}

/** The checks that a run with these options would make, in order; calls no partner. */
export async function planOf(options: Options): Promise<{ id: string; feature: string; name: string }[]> {
  const configuration = await configurationFor(options, { trial: '' });
  const plan: { id: string; feature: string; name: string }[] = [];
  const known = new Map<string, (typeof plan)[number]>();
  const runtime = { ...configuration.runtime, dryRun: true };
  await runCucumber(
    { ...configuration, runtime, support: await support() },
    quiet(),
    ({ pickle, testCase }) => {
      if (pickle)
        known.set(pickle.id, { id: idOf(pickle.tags), feature: featureName(pickle.uri), name: pickle.name });
      const planned = testCase && known.get(testCase.pickleId);
      if (planned) plan.push(planned);
    },
  );
  return plan;
}

/** The requirement a scenario is about. */
export function idOf(tags: readonly { name: string }[]): string {
  return tags.map(({ name }) => /^@([A-Z]+-\d+)$/.exec(name)?.[1]).find(Boolean) ?? '';
}

/** The readable name of a feature file: `operator data` for `features/partner/20-operator-data.feature`. */
export function featureName(uri: string): string {
  return uri
    .replace(/^.*\//, '')
    .replace(/^\d+-|\.feature$/g, '')
    .replaceAll('-', ' ');
}

/** The scenarios that a run makes, as a tag expression of Cucumber. */
function tagsFor({ role, readOnly }: Pick<Options, 'role' | 'readOnly'>): string {
  return [`not @${role === 'cpo' ? 'emsp' : 'cpo'}`, ...(readOnly ? ['not @writes'] : [])].join(' and ');
}

async function configurationFor(
  options: Options,
  worldParameters: { trial: string },
): Promise<IRunConfiguration> {
  const paths = readdirSync(`${home}/features/partner`)
    .filter((name) => name.endsWith('.feature'))
    .sort()
    .map((name) => `features/partner/${name}`);
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths,
        import: [stepFiles],
        tags: [tagsFor(options), chosen(options.only)].filter(Boolean).join(' and '),
        format: [],
        worldParameters,
      },
    },
    { cwd: home },
  );
  return runConfiguration;
}

/** Replaces areas such as `LOC` by all their requirements: a tag expression knows whole tags only. */
function chosen(only: string[]): string {
  const ids = [...requirements().keys()];
  const wanted = only.flatMap((one) => ids.filter((id) => id === one || areaOf(id) === one));
  return only.length === 0 ? '' : `(${wanted.map((id) => `@${id}`).join(' or ') || '@none'})`;
}

let loaded: Promise<ISupportCodeLibrary> | undefined;

/** Loads the step definitions once in a process. */
function support(): Promise<ISupportCodeLibrary> {
  loaded ??= configurationFor({ role: 'cpo', readOnly: false, only: [] } as unknown as Options, {
    trial: '',
  }).then((configuration) => loadSupport(configuration, { cwd: home }));
  return loaded;
}

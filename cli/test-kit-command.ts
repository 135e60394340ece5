import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { kitSettings, WrongSetting } from '../simulators/kit/kit-settings.ts';
import { Failure } from './command-failure.ts';
import { withExample } from './make-admin-command.ts';

/**
 * `ocpi-hub kit init | run | clean`: roaming features in Gherkin that test somebody's own OCPI system, in a folder of
 * its project.
 */
export function kitCommand(): Command {
  return withExample(new Command('kit'), 'ocpi-hub kit init roaming')
    .description(
      'roaming features for a system of your own: lay them into a project, run them, end the registration',
    )
    .addCommand(initCommand())
    .addCommand(
      settled(
        new Command('run'),
        "ocpi-hub kit run --role operator --party 'NL*ABC' --versions-url URL --token TOKEN_A",
      )
        .description('run the features against your system; exit code 1 when one fails')
        .option('--tags <expression>', 'only scenarios with these tags, beside those of role and way')
        .option('--name <expression>', 'only scenarios of this name, a regular expression')
        .option('--unattended', 'without scenarios that need something done by your system itself')
        .option('--rerun', 'only scenarios that failed last time')
        .option('--dry-run', 'only tell whether every step is there; nothing is started or sent')
        .action((dir: string, options: RunOptions) => run(folderOf(dir), options)),
    )
    .addCommand(
      settled(new Command('clean'), 'ocpi-hub kit clean')
        .description(
          'take back what a broken run has left, end the registration at your system, and forget it',
        )
        .option('--forget', 'only forget, where your system is not there any more')
        .action((dir: string, options: SettingOptions & { forget?: boolean }) =>
          clean(folderOf(dir), options),
        ),
    );
}

/** The folder whose files `kit init` copies: in a clone of the repository, and in the package. */
const template = fileURLToPath(new URL('../features/kit/', import.meta.url));

function initCommand(): Command {
  return withExample(new Command('init'), 'ocpi-hub kit init roaming')
    .description('lay features, steps and configuration into a folder; what is there stays as it is')
    .argument('[dir]', 'the folder', 'roaming')
    .option('--force', 'put the files of this version in place of those that are there, but for deeds.mjs')
    .action((dir: string, { force }: { force?: boolean }) => {
      mkdirSync(dir, { recursive: true });
      const files = readdirSync(template, { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      for (const { parentPath, name } of files) {
        const from = join(parentPath, name);
        const place = from.slice(template.length).replace(/^gitignore$/, '.gitignore');
        const to = join(dir, place);
        const stays = existsSync(to) && (!force || name === 'deeds.mjs');
        if (!stays) cpSync(from, to);
        console.log(`${stays ? 'kept   ' : 'written'} ${to}`);
      }
      console.log(`\nNext: ${join(dir, 'README.md')} says how your system is named.`);
    });
}

interface SettingOptions {
  role?: string;
  party?: string;
  versionsUrl?: string;
  token?: string;
  begins?: boolean;
  through?: string;
  publicUrl?: string;
  port?: string;
}

interface RunOptions extends SettingOptions {
  tags?: string;
  name?: string;
  unattended?: boolean;
  rerun?: boolean;
  dryRun?: boolean;
}

/** Adds the options that name the system under test; each can be given by an environment variable instead. */
function settled(command: Command, example: string): Command {
  return withExample(command, example)
    .argument('[dir]', 'the folder that kit init has made', 'roaming')
    .addOption(
      new Option('--role <role>', 'what your system is (OCPI_SUT_ROLE)').choices(['operator', 'provider']),
    )
    .option('--party <party>', 'its party, such as NL*ABC (OCPI_SUT_PARTY)')
    .option('--versions-url <url>', 'where it lists its versions (OCPI_SUT_VERSIONS_URL)')
    .option('--token <token>', 'the TOKEN_A that it has given (OCPI_SUT_TOKEN)')
    .option(
      '--begins',
      'your system registers with the kit, which prints a URL and a TOKEN_A (OCPI_SUT_BEGINS)',
    )
    .addOption(
      new Option(
        '--through <way>',
        'who stands opposite: a simulator, or our hub with the simulator on its far side (OCPI_KIT_THROUGH)',
      ).choices(['direct', 'hub']),
    )
    .option('--public-url <url>', 'URL at which your system reaches the kit (OCPI_KIT_PUBLIC_URL)')
    .option('--port <port>', 'the port that it leads to (OCPI_KIT_PORT)');
}

/** The environment of a run of the kit: that of this process, with the options of the command in it. */
function environmentOf({
  role,
  party,
  versionsUrl,
  token,
  begins,
  through,
  publicUrl,
  port,
}: SettingOptions) {
  const given = {
    OCPI_SUT_ROLE: role,
    OCPI_SUT_PARTY: party,
    OCPI_SUT_VERSIONS_URL: versionsUrl,
    OCPI_SUT_TOKEN: token,
    OCPI_SUT_BEGINS: begins ? 'true' : undefined,
    OCPI_KIT_THROUGH: through,
    OCPI_KIT_PUBLIC_URL: publicUrl,
    OCPI_KIT_PORT: port,
  };
  return {
    ...process.env,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

function folderOf(dir: string): string {
  if (!existsSync(join(dir, 'cucumber.mjs')))
    throw new Failure(`${dir} has no cucumber.mjs; ocpi-hub kit init ${dir} makes it`);
  return resolve(dir);
}

async function run(dir: string, options: RunOptions): Promise<void> {
  needsPackage(dir);
  const env = environmentOf(options);
  if (!options.dryRun) checked(env);
  else env.OCPI_SUT_ROLE ||= 'operator';
  if (options.rerun && !failedIn(dir)) {
    console.log('nothing failed last time');
    return;
  }
  const profile = options.rerun ? 'rerun' : options.unattended ? 'unattended' : 'default';
  const words = [
    ...['--config', 'cucumber.mjs', '--profile', profile],
    ...(options.tags ? ['--tags', options.tags] : []),
    ...(options.name ? ['--name', options.name] : []),
    ...(options.dryRun ? ['--dry-run'] : []),
  ];
  mkdirSync(join(dir, 'reports'), { recursive: true });
  const child = spawn(process.execPath, [cucumberFrom(dir), ...words], { cwd: dir, env, stdio: 'inherit' });
  process.exitCode = await new Promise<number>((ended) =>
    child.once('exit', (code) => ended(code === 0 ? 0 : 1)),
  );
}

/** Whether scenarios of the last run of the kit failed. */
function failedIn(dir: string): boolean {
  const file = join(dir, 'reports/rerun.txt');
  if (!existsSync(file)) throw new Failure(`${dir} has no reports/rerun.txt: nothing has run yet`);
  return readFileSync(file, 'utf8').trim() !== '';
}

async function clean(dir: string, options: SettingOptions & { forget?: boolean }): Promise<void> {
  const settings = checked(environmentOf(options));
  const memory = resolve(dir, settings.memory);
  if (!existsSync(memory)) {
    console.log('nothing is remembered');
    return;
  }
  if (!options.forget) {
    const { leave, startCounterpart } = await import('../simulators/kit/simulated-counterpart.ts');
    const counterpart = await startCounterpart({ ...settings, memory }, (words) =>
      console.error(words),
    ).catch((error: Error) => {
      throw new Failure(`${error.message}; --forget only forgets`);
    });
    let failed: string[];
    try {
      failed = await leave(counterpart);
    } finally {
      await counterpart.stop();
    }
    if (failed.length > 0) throw new Failure(`could not be ended at your system: ${failed.join('; ')}`);
  }
  rmSync(memory, { recursive: true });
  console.log('the registration is ended and forgotten');
}

function checked(env: NodeJS.ProcessEnv) {
  try {
    return kitSettings(env);
  } catch (error) {
    throw error instanceof WrongSetting ? new Failure(error.message) : error;
  }
}

/**
 * Throws unless the package ocpi-hub is installed where the kit's folder finds it: the folder's `steps.mjs` imports the
 * steps from it.
 */
function needsPackage(dir: string): void {
  try {
    createRequire(join(dir, 'steps.mjs')).resolve('ocpi-hub/package.json');
  } catch {
    throw new Failure(`${dir} finds no ocpi-hub: npm install --save-dev ocpi-hub in its project brings it`);
  }
}

/** Path of the Cucumber program that the steps of the kit's folder use. */
function cucumberFrom(dir: string): string {
  for (const from of [join(dir, 'steps.mjs'), fileURLToPath(import.meta.url)])
    try {
      return join(dirname(createRequire(from).resolve('@cucumber/cucumber/package.json')), 'bin/cucumber.js');
    } catch {
      // Where the package is missing here, the next folder is tried.
    }
  throw new Failure('@cucumber/cucumber is not installed');
}

import { spawn } from 'node:child_process';
import { bundle } from '../test/bundled-programs.ts';

/** Milliseconds that one test file or scenario may take; a defect that makes it hang counts as noticed. */
const longest = 120_000;

/** The outcome of a test run, and its output. */
export interface Run {
  green: boolean;
  output: string;
}

/** Whether a test is a scenario of a feature, not a file of unit tests. */
export function isScenario(test: string): boolean {
  return test.startsWith('features/');
}

/** The prefix of tests that are partners of the conformance suite's self-test. */
const selftest = 'selftest: ';

/**
 * Runs tests in the working folder: unit tests bundled, scenarios by cucumber, partners of the conformance suite by its
 * self-test. Rejects when the sources do not build.
 */
export async function run(tests: string[], env: NodeJS.ProcessEnv): Promise<Run> {
  const units = tests.filter((test) => !isScenario(test) && !test.startsWith(selftest));
  const partners = tests.filter((test) => test.startsWith(selftest));
  const scenarios = tests.filter(isScenario);
  const runs: Run[] = [];
  if (units.length > 0) runs.push(await node([...unitArgs, ...(await bundle(units))], env));
  if (scenarios.length > 0) runs.push(await node(cucumberArgs(scenarios), env));
  for (const partner of partners)
    runs.push(await node([...selftestArgs, '--name', partner.slice(selftest.length)], env));
  return { green: runs.every(({ green }) => green), output: runs.map(({ output }) => output).join('\n') };
}

const unitArgs = [
  ...['--enable-source-maps', '--test', '--test-concurrency=2', `--test-timeout=${longest}`],
  '--test-reporter=spec',
];

const selftestArgs = ['--import', 'tsx', 'conformance/selftest/run-selftest.ts'];

function cucumberArgs(scenarios: string[]): string[] {
  const named = scenarios.map((scenario) => /^(\S+\.feature): (.+)$/.exec(scenario)?.slice(1) ?? [scenario]);
  return [
    ...['--import', 'tsx', 'node_modules/@cucumber/cucumber/bin/cucumber.js', '--format', 'progress'],
    ...new Set(named.map(([file]) => file ?? '')),
    ...named.flatMap(([, name]) =>
      name ? ['--name', `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`] : [],
    ),
  ];
}

function node(args: string[], env: NodeJS.ProcessEnv): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
      timeout: 3 * longest,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const output = Buffer.concat(chunks).toString();
      resolve({ green: code === 0 && !/^0 scenarios$/m.test(output), output });
    });
  });
}

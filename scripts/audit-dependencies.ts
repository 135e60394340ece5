import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// This program checks the dependencies: pinned and hashed in the lock file, and without known severe vulnerabilities in
// the registry.
const registry = 'https://registry.npmjs.org/';
const problems = [...unpinned(), ...unsafeLocks(), ...undecidedScripts(), ...vulnerabilities()];
for (const problem of problems) console.error(problem);
if (problems.length === 0)
  console.log(
    'audit: every package is pinned, hashed and from the public registry, every install script is decided',
  );
process.exitCode = problems.length === 0 ? 0 : 1;

/** Dependencies whose version in package.json is not exact. */
function unpinned(): string[] {
  const { dependencies, devDependencies } = read('package.json');
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^(npm:[@\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `package.json: ${name} must name one exact version, not ${version}`);
}

/** Locked packages without a hash, or from anywhere but the public registry (without `resolved` it is the registry). */
function unsafeLocks(): string[] {
  const packages = Object.entries(read('package-lock.json').packages ?? {});
  return packages.flatMap(([path, { integrity, resolved, link, inBundle }]) => {
    if (path === '') return [];
    if (link) return [`package-lock.json: ${path} is a link to a folder`];
    if (resolved && !resolved.startsWith(registry))
      return [`package-lock.json: ${path} comes from ${resolved}`];
    return integrity || inBundle ? [] : [`package-lock.json: ${path} has no integrity hash`];
  });
}

/**
 * Locked packages with install scripts that `allowScripts` neither allows nor forbids: by name, since the lock holds
 * the version.
 */
function undecidedScripts(): string[] {
  const { allowScripts = {} } = read('package.json');
  return Object.entries(read('package-lock.json').packages ?? {}).flatMap(
    ([path, { version, hasInstallScript }]) => {
      const name = path.replace(/^.*node_modules\//, '');
      return !hasInstallScript || name in allowScripts
        ? []
        : [`package.json: allowScripts must decide about the install script of ${name}@${version}`];
    },
  );
}

/** High and critical advisories; an unreachable registry is a warning, or a problem with AUDIT_REQUIRED=1. */
function vulnerabilities(): string[] {
  const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=1'], {
    encoding: 'utf8',
  });
  const answer = parsed(stdout);
  if (!answer.metadata) {
    const reason = answer.message ?? answer.error?.summary ?? (stderr.trim().split('\n')[0] || 'no answer');
    const warning = `no vulnerability audit was made, the registry cannot tell: ${reason}`;
    if (process.env.AUDIT_REQUIRED === '1') return [warning];
    console.log(`WARNING: ${warning}`);
    return [];
  }
  return Object.entries(answer.vulnerabilities ?? {})
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity }]) => `${name}: ${severity} vulnerability, see npm audit`);
}

interface NpmJson {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  allowScripts?: Record<string, boolean>;
  packages?: Record<
    string,
    {
      version?: string;
      integrity?: string;
      resolved?: string;
      link?: boolean;
      inBundle?: boolean;
      hasInstallScript?: boolean;
    }
  >;
  metadata?: unknown;
  vulnerabilities?: Record<string, { severity: string }>;
  message?: string;
  error?: { summary?: string };
}

function read(file: string): NpmJson {
  return JSON.parse(readFileSync(file, 'utf8')) as NpmJson;
}

/** Parses the JSON that npm printed; gives an empty object when the output is not JSON. */
function parsed(output: string): NpmJson {
  try {
    return JSON.parse(output) as NpmJson;
  } catch {
    return {};
  }
}

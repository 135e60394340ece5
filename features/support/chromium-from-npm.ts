import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A browser for Playwright: its program, and its environment if that differs from ours. */
export interface ChromiumProgram {
  executablePath: string;
  env?: Record<string, string>;
}

// The package @sparticuz/chromium contains a Chromium and the libraries that a bare system lacks, for Linux on x64. It
// unpacks into the temporary folder and changes the environment of the process that loads it, so a child process does
// that, and the result is moved to its place in one step: workers that start at once never see half a browser.

const unpack = `
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();`;

/** Unpacks the packaged browser once, and gives its program; `undefined` when the package has none for this machine. */
export function packagedChromium(): ChromiumProgram | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = resolve('node_modules/.cache/chromium', version());
  if (!existsSync(home)) makeHome(home);
  return {
    executablePath: join(home, 'chromium'),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
      FONTCONFIG_FILE: join(home, 'fonts/own.conf'),
    },
  };
}

function makeHome(home: string): void {
  mkdirSync(dirname(home), { recursive: true });
  const folder = mkdtempSync(`${home}-`);
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', unpack], {
    // This variable makes the package unpack its libraries too.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the Chromium of @sparticuz/chromium could not be unpacked: ${stderr}`);
  writeFileSync(join(folder, 'fonts/own.conf'), fonts(home));
  try {
    renameSync(folder, home);
  } catch (error) {
    rmSync(folder, { recursive: true });
    // Another test worker has unpacked the browser first.
    if (!existsSync(home)) throw error;
  }
}

/** The fontconfig file for the package's fonts at their place: the packaged one is for another place. */
function fonts(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts/fonts</dir>
  <cachedir>${home}/fonts/cache</cachedir>
</fontconfig>
`;
}

function version(): string {
  const text = readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

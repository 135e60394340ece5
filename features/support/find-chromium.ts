import { accessSync, constants } from 'node:fs';
import { type ChromiumProgram, packagedChromium } from './chromium-from-npm.ts';

/** Usual paths of a Chromium, or of a browser built on it. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/homebrew/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser for the console: CHROMIUM_PATH, else the first one at the usual paths, else that of the package
 * @sparticuz/chromium, which `CHROMIUM_PATH=packaged` selects in any case. Throws a one-line error that says what to
 * install.
 */
export function chromiumProgram(): ChromiumProgram {
  const { CHROMIUM_PATH = '' } = process.env;
  const packaged = CHROMIUM_PATH === 'packaged';
  const installed = (CHROMIUM_PATH ? [CHROMIUM_PATH] : places).find(canRun);
  if (installed && !packaged) return { executablePath: installed };
  if (CHROMIUM_PATH && !packaged)
    throw new Error(
      `CHROMIUM_PATH is ${CHROMIUM_PATH}, which is no program: let it name a Chromium or Chrome`,
    );
  const unpacked = packagedChromium();
  if (unpacked) return unpacked;
  const here = `${process.platform} on ${process.arch}`;
  throw new Error(
    `no Chromium is installed, and there is no packaged one for ${here}: let CHROMIUM_PATH name a Chromium or Chrome`,
  );
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

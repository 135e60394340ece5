import { accessSync, constants } from 'node:fs';

/** Where systems put a Chromium, or a browser made of it. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/homebrew/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that shows the console: CHROMIUM_PATH, else the first one in the usual places. Throws one line that says what to install. */
export function chromiumPath(): string {
  const { CHROMIUM_PATH } = process.env;
  const found = (CHROMIUM_PATH ? [CHROMIUM_PATH] : places).find(canRun);
  if (found !== undefined) return found;
  throw new Error(
    CHROMIUM_PATH
      ? `CHROMIUM_PATH is ${CHROMIUM_PATH}, which is no program: let it name a Chromium or Chrome`
      : 'the features of the web console need Chromium: run `apt-get install chromium`, or let CHROMIUM_PATH name a Chromium or Chrome',
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

/**
 * Reads a program's options from its command line; for wrong ones prints the error and the usage, and exits with code
 * 2.
 */
export function optionsOrExit<T>(read: (args: string[]) => T, usage: string): T {
  try {
    return read(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exit(2);
  }
}

/** The options of a program by its command line; wrong ones are told with the usage, and end it with 2. */
export function optionsOrExit<T>(read: (args: string[]) => T, usage: string): T {
  try {
    return read(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exit(2);
  }
}

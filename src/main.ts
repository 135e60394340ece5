// The modules read the schemas when they are loaded, and with them the file of HUB_EXTENSIONS.
const { runHub } = await import('./run-hub.ts').catch((error: Error) => {
  if (error.name !== 'WrongExtensions') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
await runHub(process.env);

import type { Command } from 'commander';

/** One command of `ocpi-hub`: a sentence about it for the help, and the function that imports it. */
type Row = [about: string, load: () => Promise<Command>];

/**
 * All commands of `ocpi-hub` in the order of the help; a command is imported when it is called, so that none waits for
 * the imports of another.
 */
// biome-ignore format: a table
export const commands: Record<string, Row> = {
  lab:         ['start the lab: hub, simulated CPO ES*CPO and eMSP ES*MSP, paired and charging', async () => (await import('./run-lab-command.ts')).labCommand()],
  hub:         ['run the hub alone; environment variables configure it (see README)', async () => (await import('./run-hub-command.ts')).hubCommand()],
  simulate:    ['run a simulated partner against this hub, another one or a single partner', async () => (await import('./simulate-partner-command.ts')).simulateCommand()],
  connect:     ['connect a partner step by step; with all options it asks nothing', async () => (await import('./connect-partner-command.ts')).connectCommand()],
  parties:     ['see connections and their parties', async () => (await import('./parties-command.ts')).partiesCommand()],
  pair:        ['begin, renew, suspend and end connections', async () => (await import('./invite-and-end-partners-command.ts')).pairCommand()],
  agree:       ['roaming agreements between operators and providers', async () => (await import('./agreements-command.ts')).agreeCommand()],
  options:     ['show or change the options of a connection', async () => (await import('./connection-options-command.ts')).optionsCommand()],
  profile:     ['show what the hub has learnt of the style of a partner, or overrule it', async () => (await import('./connection-options-command.ts')).profileCommand()],
  sync:        ["pull partners' objects", async () => (await import('./sync-command.ts')).syncCommand()],
  resend:      ['send a partner again at once what is parked or was refused; one object in any case; with --stored a module, or all; exit code 1 when some failed', async () => (await import('./resend-objects-command.ts')).resendCommand()],
  converge:    ['compare what a receiver has of an owner with what it should have, object by object', async () => (await import('./compare-objects-command.ts')).convergeCommand()],
  held:        ['see what is held, and say whose it is', async () => (await import('./withheld-objects-command.ts')).heldCommand()],
  objects:     ['what the hub stores of a module', async () => (await import('./stored-objects-command.ts')).objectsCommand()],
  trace:       ['what went over the wire: a list, --follow, one request whole, or all of it as a file', async () => (await import('./trace-command.ts')).traceCommand()],
  report:      ['how far a partner has come, what is missing, and what to mend; exit code 1 until every step is done', async () => (await import('./onboarding-report-command.ts')).reportCommand()],
  why:         ['why an object has or has not reached a receiver; exit code 1 unless it has', async () => (await import('./explain-delivery-command.ts')).whyCommand()],
  see:         ['an object as its owner wrote it and as a reader gets it, with what is lost, made up or held', async () => (await import('./see-object-as-reader-command.ts')).seeCommand()],
  conformance: ['check a partner against OCPI 2.1.1-d2: registers, runs the suite, unregisters, reports', async () => (await import('./conformance-command.ts')).conformanceCommand()],
  verify:      ['check the evidence of a conformance run, offline: every hash and signature', async () => (await import('./verify-evidence-command.ts')).verifyCommand()],
  backup:      ['write all that a running hub keeps but the trace into a file, and read it again', async () => (await import('./backup-and-restore-commands.ts')).backupCommand()],
  restore:     ['put a backup into a data folder or a database that no hub uses', async () => (await import('./backup-and-restore-commands.ts')).restoreCommand()],
  migrate:     ['copy an embedded store into PostgreSQL and compare both; the hub must not be running', async () => (await import('./migrate-to-postgres-command.ts')).migrateCommand()],
  doctor:      ['check objects and connections in the data folder of a hub that is not running: files, checksums, names, records and order; not the trace, nor secret-key', async () => (await import('./check-data-folder-command.ts')).doctorCommand()],
  validate:    ['check JSON documents against the schemas: objects, lists of objects, or whole OCPI responses', async () => (await import('./validate-documents-command.ts')).validateCommand()],
  guide:       ['write the guide as files: recipes, checks, errors, documents, with a search that works offline', async () => (await import('./guide-command.ts')).guideCommand()],
  types:       ['write the types of OCPI into one file of a project: TypeScript, JSON Schema or OpenAPI components', async () => (await import('./write-types-command.ts')).typesCommand()],
  kit:         ['roaming features for a system of your own: lay them into a project, run them, end the registration', async () => (await import('./test-kit-command.ts')).kitCommand()],
  cost:        ['compute what a CDR should cost by its tariff, and compare it with what it states', async () => (await import('./check-cdr-cost-command.ts')).costCommand()],
};

import type { Command } from 'commander';

/** All commands in the order of the help; each is loaded at its first use, so that none waits for another's imports. */
// biome-ignore format: a table
export const commands: Record<string, () => Promise<Command>> = {
  lab:         async () => (await import('./lab.ts')).labCommand(),
  hub:         async () => (await import('./hub.ts')).hubCommand(),
  simulate:    async () => (await import('./simulate.ts')).simulateCommand(),
  connect:     async () => (await import('./connect.ts')).connectCommand(),
  parties:     async () => (await import('./parties.ts')).partiesCommand(),
  pair:        async () => (await import('./pair.ts')).pairCommand(),
  agree:       async () => (await import('./agree.ts')).agreeCommand(),
  options:     async () => (await import('./options.ts')).optionsCommand(),
  profile:     async () => (await import('./options.ts')).profileCommand(),
  sync:        async () => (await import('./sync.ts')).syncCommand(),
  resend:      async () => (await import('./resend.ts')).resendCommand(),
  converge:    async () => (await import('./converge.ts')).convergeCommand(),
  held:        async () => (await import('./held.ts')).heldCommand(),
  objects:     async () => (await import('./objects.ts')).objectsCommand(),
  trace:       async () => (await import('./trace.ts')).traceCommand(),
  report:      async () => (await import('./report.ts')).reportCommand(),
  why:         async () => (await import('./why.ts')).whyCommand(),
  conformance: async () => (await import('./conformance.ts')).conformanceCommand(),
  verify:      async () => (await import('./verify.ts')).verifyCommand(),
  migrate:     async () => (await import('./migrate.ts')).migrateCommand(),
  doctor:      async () => (await import('./doctor.ts')).doctorCommand(),
  validate:    async () => (await import('./validate.ts')).validateCommand(),
  cost:        async () => (await import('./cost.ts')).costCommand(),
};

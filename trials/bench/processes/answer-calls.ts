/** Functions of a benchmark process that the benchmark can call, by name. */
export type Questions = Record<string, (given: never) => unknown>;

/**
 * Answers calls of the benchmark over the channel of a forked process; each answer includes the CPU seconds used so
 * far.
 */
export function answer(questions: Questions): void {
  process.on('message', ({ id, ask, given }: { id: number; ask: string; given: never }) => {
    void (async () => {
      try {
        const asked = questions[ask];
        if (!asked && ask !== 'cpu') throw new Error(`nobody can answer ${ask}`);
        process.send?.({ id, value: asked ? await asked(given) : cpu() });
      } catch (error) {
        process.send?.({ id, error: (error as Error).stack ?? String(error) });
      }
    })();
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ id: 0 });
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

import type { Shrunk } from './shrink-failing-plan.ts';
import { begin } from './start-simulated-world.ts';

/** The story of a broken rule: the partners, the deeds, and the messages about the object that it broke on. */
export function story({ plan, outcome, tried }: Shrunk): string[] {
  const { violation, lines } = outcome;
  if (!violation) return [];
  const cast = plan.roles.map(({ party, kind, skew, version, dialect, holds }) =>
    [
      party,
      `is ${article(kind)}`,
      ...(version ? [`of ${version}`] : []),
      ...(dialect === 'plain' ? [] : [`(${dialect})`]),
      ...(skew ? [`${skew} ms fast`] : []),
      ...(holds ? ['whose unknown drivers are held'] : []),
    ].join(' '),
  );
  const mine = new Set<string>();
  const told = lines.filter((line) => {
    const [, word = ''] = line.split(' ');
    if (word === '==') return true;
    if (!word.startsWith('#')) return false;
    const parts = line.split(/[\s/?]/);
    if (violation.about.some((name) => parts.includes(name))) mine.add(word);
    return mine.has(word);
  });
  return [
    `${violation.rule}, at ${((violation.at - begin) / 1000).toFixed(3)} s: ${violation.words}`,
    `seed ${plan.seed}, shrunk in ${tried} tries to ${plan.steps.length} deeds; the hub has ${plan.processes.length} process${plan.processes.length > 1 ? 'es' : ''}${plan.processes.some(Boolean) ? ` (${plan.processes.join(', ')} ms fast)` : ''}`,
    ...cast,
    ...told.slice(-80),
  ];
}

function article(kind: string): string {
  const words: Record<string, string> = {
    operator: 'an operator',
    listed: 'an operator that pushes nothing',
    provider: 'a provider',
    puller: 'a provider that only pulls',
    evil: 'an evil provider',
  };
  return words[kind] ?? kind;
}

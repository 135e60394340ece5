import type { Line } from './common/partner-record-lines.ts';
import { members } from './common/torture-parties.ts';

/** The commands of a round, by the records of providers and operators. */
export interface Commands {
  accepted: number;
  /** Accepted commands whose result is overdue. */
  open: string[];
  /**
   * Errors: a result without a command, a result other than the operator's, a TIMEOUT in place of a result that the hub
   * had accepted.
   */
  wrong: string[];
  /** Number of command results that came to a provider a second time. */
  twice: number;
}

/** The lines that a party recorded in a round. */
export type LinesOf = (party: string) => Line[];

/** The outcome of a command at its operator: the result that the operator sent, and whether the hub confirmed it. */
interface Result {
  result: string;
  told: boolean;
}

/**
 * Compares the records of providers and operators about commands. A provider that was killed after its command may have
 * missed the result, which is not sent again (HCMD-18). `before` are the lines of earlier rounds, whose commands may
 * end in this one.
 */
export function commandsOf(linesOf: LinesOf, before: LinesOf): Commands {
  const results = new Map<string, Result>();
  for (const line of [...linesOfRole('CPO', before), ...linesOfRole('CPO', linesOf)].flat()) {
    if (line.is === 'telling') results.set(line.command, { result: line.result, told: false });
    if (line.is === 'told') results.set(line.command, { result: line.result, told: true });
  }
  const found: Commands = { accepted: 0, open: [], wrong: [], twice: 0 };
  linesOfRole('EMSP', linesOf).forEach((lines, at) => {
    judge(lines, linesOfRole('EMSP', before)[at] ?? [], results, found);
  });
  return found;
}

function judge(lines: Line[], before: Line[], results: Map<string, Result>, found: Commands): void {
  const taken = new Map<string, string[]>();
  const lastBoot = lines.findLastIndex(({ is }) => is === 'boot');
  const asked = new Set<string>();
  for (const line of [...before, ...lines]) {
    if (line.is === 'asked') asked.add(line.command);
    if (line.is === 'taken') taken.set(line.command, [...(taken.get(line.command) ?? []), line.result]);
  }
  lines.forEach((line, at) => {
    if (line.is !== 'accepted') return;
    found.accepted += 1;
    if (!taken.has(line.command) && at > lastBoot) found.open.push(line.command);
  });
  for (const [command, all] of taken) {
    if (!lines.some((line) => line.is === 'taken' && line.command === command)) continue;
    const { result, told } = results.get(command) ?? {};
    found.twice += all.length - 1;
    if (!asked.has(command)) found.wrong.push(`${command}: a result nobody asked for`);
    for (const one of new Set(all)) {
      const possible = told ? [result] : [result, 'TIMEOUT'];
      if (!possible.includes(one))
        found.wrong.push(`${command}: ${one} in place of ${possible.join(' or ')}`);
    }
    if (new Set(all).size > 1) found.wrong.push(`${command}: ${all.join(' and ')}`);
  }
}

function linesOfRole(wanted: 'CPO' | 'EMSP', linesOf: LinesOf): Line[][] {
  return members.filter(({ role }) => role === wanted).map(({ party }) => linesOf(party));
}

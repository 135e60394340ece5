import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

/**
 * The functions with the largest share of CPU time of their own, in percent, from the profile with most work in a
 * folder.
 */
export function hotSpots(folder: string, count = 30): string {
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => ({ file: join(folder, name), spent: spentIn(join(folder, name)) }));
  // The TypeScript loader has a thread with a profile of its own.
  const [busiest] = all.sort((a, b) => sum(b.spent) - sum(a.spent));
  if (!busiest) return `no profile in ${folder}`;
  const total = sum(busiest.spent);
  const top = [...busiest.spent].sort((a, b) => b[1] - a[1]).slice(0, count);
  return [
    `${busiest.file}: ${(total / 1e6).toFixed(1)} s of work`,
    ...top.map(([name, time]) => `${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`),
  ].join('\n');
}

/** Microseconds by function. */
function spentIn(file: string): Map<string, number> {
  const profile = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map<string, number>();
  profile.samples.forEach((id, at) => {
    const name = names.get(id) ?? '';
    if (name !== '(idle)') spent.set(name, (spent.get(name) ?? 0) + (profile.timeDeltas[at] ?? 0));
  });
  return spent;
}

function sum(spent: Map<string, number>): number {
  return [...spent.values()].reduce((total, time) => total + time, 0);
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  if (url === '') return functionName;
  const file = url.startsWith('file:') ? fileURLToPath(url).replace(`${process.cwd()}/`, '') : url;
  return `${functionName || '(anonymous)'} ${file.replace(/^.*node_modules\//, '')}:${lineNumber + 1}`;
}

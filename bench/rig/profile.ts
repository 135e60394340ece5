import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

/** Where the hub of the newest profile in a folder spent its time: the functions with the most of their own, in percent. */
export function hotSpots(folder: string, count = 30): string {
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .sort()
    .at(-1);
  if (!newest) return `no profile in ${folder}`;
  const profile = JSON.parse(readFileSync(join(folder, newest), 'utf8')) as CpuProfile;
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map<string, number>();
  profile.samples.forEach((id, at) => {
    const name = names.get(id) ?? '';
    if (name !== '(idle)') spent.set(name, (spent.get(name) ?? 0) + (profile.timeDeltas[at] ?? 0));
  });
  const total = [...spent.values()].reduce((sum, time) => sum + time, 0);
  const top = [...spent].sort((a, b) => b[1] - a[1]).slice(0, count);
  return [
    `${join(folder, newest)}: ${(total / 1e6).toFixed(1)} s of work`,
    ...top.map(([name, time]) => `${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`),
  ].join('\n');
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  if (url === '') return functionName;
  const file = url.startsWith('file:') ? fileURLToPath(url).replace(`${process.cwd()}/`, '') : url;
  return `${functionName || '(anonymous)'} ${file.replace(/^.*node_modules\//, '')}:${lineNumber + 1}`;
}

import { spawn } from 'node:child_process';

/** An npm script, its arguments, and environment variables beside those of this process. */
export interface NpmScript {
  script: string;
  args?: string[];
  env?: Record<string, string>;
}

/** Runs an npm script to its end; `told` receives its output piece by piece. */
export function npmRun(
  { script, args = [], env = {} }: NpmScript,
  told: (chunk: Buffer) => void = () => undefined,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        told(chunk);
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}

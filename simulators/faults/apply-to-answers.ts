import type { NextFunction, Request, Response } from 'express';
import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { faultKinds } from './all-fault-kinds.ts';
import type { Spoken, Timing } from './fault-kind-type.ts';
import type { Fault, FaultRules } from './faults-in-force.ts';

/** Makes the faults in force act on the requests that reach a simulator and on its answers. */
export function applyToAnswers(
  rules: FaultRules,
  timing: Timing,
  about: { url(): string; moduleOf(path: string): string },
) {
  return async (req: Request, res: Response, next: NextFunction) => {
    for (const name of ['X-Request-ID', 'X-Correlation-ID']) {
      const id = req.get(name);
      if (id) res.set(name, id);
    }
    const module = about.moduleOf(req.originalUrl);
    const struck = rules.strike('IN', module, req.method);
    for (const { kind, value = 0 } of struck)
      if (await faultKinds[kind]?.arrives?.(req, res, value, timing)) return;
    const edits = struck.filter(({ kind }) => faultKinds[kind]?.answers ?? faultKinds[kind]?.content);
    if (edits.length > 0) {
      const url = new URL(about.url() + req.originalUrl);
      onceReady(res, (spoken) => change(spoken, edits), { method: req.method, module, url });
    }
    next();
  };
}

function change(spoken: Spoken, edits: Fault[]): void {
  for (const { kind, value = 0 } of edits) {
    const { content, answers } = faultKinds[kind] ?? {};
    const { method, module, envelope } = spoken;
    if (content && envelope.status_code === 1000 && envelope.data !== undefined)
      envelope.data = content(envelope.data, { method, module, direction: 'IN' }, value);
    answers?.(spoken, value);
  }
}

/**
 * Calls `change` with the simulator's finished answer before it is sent. An answer without an envelope passes
 * unchanged.
 */
function onceReady(
  res: Response,
  change: (spoken: Spoken) => void,
  about: Pick<Spoken, 'method' | 'module' | 'url'>,
): void {
  const end = res.end.bind(res) as (body: Buffer | string) => Response;
  const changedEnd = (body: Buffer | string): Response => {
    const envelope = parsed(body);
    if (!envelope) return end(body);
    const headers = Object.fromEntries(
      Object.entries(res.getHeaders()).map(([name, value]) => [name, String(value)]),
    );
    const spoken: Spoken = { ...about, http: res.statusCode, headers: { ...headers }, envelope };
    change(spoken);
    for (const name of Object.keys(headers)) if (!(name in spoken.headers)) res.removeHeader(name);
    for (const [name, value] of Object.entries(spoken.headers)) res.setHeader(name, value);
    res.statusCode = spoken.http;
    return end(spoken.text ?? JSON.stringify(spoken.envelope));
  };
  res.end = changedEnd as Response['end'];
}

function parsed(body: Buffer | string): Json | undefined {
  try {
    const value: unknown = JSON.parse(String(body));
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

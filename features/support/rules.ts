import type { Received, Reply } from './platform.ts';

/** What a partner was told to answer: a method (`*` for all), a path, the reply, and how many times more. */
export interface Rule {
  method: string;
  path: RegExp;
  reply: Reply;
  times: number;
}

/** What a partner was told to answer instead of what it would answer by itself; the newest rule counts. */
export class Rules {
  private readonly rules: Rule[] = [];

  /** From now on this rule comes first. */
  add(rule: Rule): void {
    this.rules.unshift(rule);
  }

  /** Forgets all rules. */
  clear(): void {
    this.rules.length = 0;
  }

  /** The reply that a request gets, used once more; `undefined` when no rule is for it. */
  take({ method, path }: Received): Reply | undefined {
    const fits = (rule: Rule) =>
      rule.times > 0 && (rule.method === '*' || rule.method === method) && rule.path.test(path);
    const rule = this.rules.find(fits);
    if (rule) rule.times -= 1;
    return rule?.reply;
  }
}

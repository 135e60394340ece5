import type { Received, Reply } from './partner-types.ts';

/** A rule for a partner's answers: a method (`*` for all), a path, the reply, and the number of further uses. */
export interface Rule {
  method: string;
  path: RegExp;
  reply: Reply;
  times: number;
}

/** The rules for a partner's answers; the newest matching one counts. */
export class Rules {
  private readonly rules: Rule[] = [];

  /** Adds a rule before all other rules for the partner's answers. */
  add(rule: Rule): void {
    this.rules.unshift(rule);
  }

  /** Removes all rules for the partner's answers. */
  clear(): void {
    this.rules.length = 0;
  }

  /** The reply to a request by its rule, which loses one use; `undefined` when no rule matches. */
  take({ method, path }: Received): Reply | undefined {
    const fits = (rule: Rule) =>
      rule.times > 0 && (rule.method === '*' || rule.method === method) && rule.path.test(path);
    const rule = this.rules.find(fits);
    if (rule) rule.times -= 1;
    return rule?.reply;
  }
}

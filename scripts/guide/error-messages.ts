import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { filesIn } from '../find-scenarios.ts';

/**
 * Functions that make an error of the hub: its kind where no argument gives it, and the position of the argument with
 * the message.
 */
const makers: Record<string, { family: 'ocpi' | 'admin'; kind?: string; message: number }> = {
  OcpiError: { family: 'ocpi', message: 1 },
  invalidAt: { family: 'ocpi', kind: 'invalid', message: 1 },
  unauthorized: { family: 'ocpi', kind: 'unauthorized', message: 0 },
  Refusal: { family: 'admin', message: 1 },
  problem: { family: 'admin', message: 1 },
};

/**
 * The messages of each kind of error, as the sources of the hub write them, by `ocpi KIND` and `admin KIND`; `…` stands
 * for values.
 */
export function messagesByKind(): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  const add = (kind: string, message: string) => {
    if (message.replace(/[…\s:;]/g, '').length < 8) return;
    found.set(kind, (found.get(kind) ?? new Set()).add(message));
  };
  for (const file of filesIn(['src/ocpi', 'src/hub', 'src/admin'], '.ts'))
    if (!file.endsWith('.test.ts')) scan(readFileSync(file, 'utf8'), add);
  return new Map([...found].map(([kind, messages]) => [kind, [...messages].sort()]));
}

function scan(text: string, add: (kind: string, message: string) => void): void {
  if (!Object.keys(makers).some((name) => text.includes(`${name}(`))) return;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const made = makers[node.expression.getText()];
      const [kind] = made?.kind ? [made.kind] : literals(node.arguments?.[0]);
      if (made && kind !== undefined)
        for (const message of literals(node.arguments?.[made.message]))
          add(`${made.family} ${kind}`, message);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
}

/**
 * The texts that an expression in a source can have: both of a condition, and of a template one with `…` for each
 * value.
 */
function literals(node: ts.Expression | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [[node.head.text, ...node.templateSpans.map((span) => `…${span.literal.text}`)].join('')];
  if (ts.isConditionalExpression(node)) return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return literals(node.expression);
  return [];
}

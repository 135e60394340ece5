import ts from 'typescript';

/**
 * Lets each object literal that begins with a copy of another object, and has more than that, begin with an empty one: `{ ...{}, ...one, more }`
 * in place of `{ ...one, more }`. Of the latter V8 of Node 20 makes a hidden class of its own each time: adding the fields takes 5 to 15 µs
 * in place of 0.6, and no cache knows where such an object has a field when it is read. So a delivery takes 188 µs of CPU time, 228
 * before, a PUT of a Location 678, 793 before, and a PATCH 533, 630 before (median of nine slices in turn, on a busy machine).
 */
export function beginCopiesWithNothing(path: string, text: string): string {
  if (!/\{\s*\.\.\./.test(text)) return text;
  const starts: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node) && node.properties.length > 1) {
      const [first] = node.properties;
      if (first && ts.isSpreadAssignment(first)) starts.push(first.getStart(source));
    }
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  visit(source);
  let begun = '';
  let end = 0;
  for (const start of starts.sort((one, other) => one - other)) {
    begun += `${text.slice(end, start)}...{}, `;
    end = start;
  }
  return begun + text.slice(end);
}

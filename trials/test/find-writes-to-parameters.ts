import ts from 'typescript';

/** Methods that change the array that they are called on. */
const changing = ['push', 'unshift', 'pop', 'shift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'];

/** The names that a function declares: its parameters, and its own variables. */
interface Scope {
  parameters: Set<string>;
  own: Set<string>;
}

/** Places in a file that write to a property or into an array of a function's parameter, as `line: text`. */
export function parameterWrites(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, scopes: Scope[]) => {
    const inside = ts.isFunctionLike(node) ? [scopeOf(node), ...scopes] : scopes;
    for (const target of written(node))
      if (isParameter(target, inside)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        found.push(`${line + 1}: ${node.getText(file).split('\n')[0]}`);
      }
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, []);
  return found;
}

/** The target of a write: `a.b` of `a.b = 1`, `a.b` of `a.b.push(1)`, `a` of `Object.assign(a, …)`. */
function written(node: ts.Node): ts.Expression[] {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return propertyIn(node.left);
  if (ts.isPostfixUnaryExpression(node)) return propertyIn(node.operand);
  if (ts.isPrefixUnaryExpression(node)) return isStep(node.operator) ? propertyIn(node.operand) : [];
  if (ts.isDeleteExpression(node)) return propertyIn(node.expression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression, name } = node.expression;
  if (expression.getText() === 'Object' && name.text === 'assign') return node.arguments.slice(0, 1);
  return changing.includes(name.text) ? [expression] : [];
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isStep(operator: ts.PrefixUnaryOperator): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

function propertyIn(target: ts.Expression): ts.Expression[] {
  return ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target) ? [target] : [];
}

/** Whether the name at the root of an access is a parameter of a function around it. */
function isParameter(target: ts.Expression, scopes: Scope[]): boolean {
  let root = target;
  while (
    ts.isPropertyAccessExpression(root) ||
    ts.isElementAccessExpression(root) ||
    ts.isNonNullExpression(root) ||
    ts.isParenthesizedExpression(root) ||
    ts.isAsExpression(root)
  )
    root = root.expression;
  if (!ts.isIdentifier(root)) return false;
  const { text } = root;
  const scope = scopes.find(({ parameters, own }) => parameters.has(text) || own.has(text));
  return scope !== undefined && !scope.own.has(text);
}

function scopeOf(node: ts.SignatureDeclaration): Scope {
  const own = new Set<string>();
  const declared = (child: ts.Node) => {
    if (ts.isVariableDeclaration(child)) for (const name of namesIn(child.name)) own.add(name);
    if (!ts.isFunctionLike(child)) ts.forEachChild(child, declared);
    else if (child.name && ts.isIdentifier(child.name)) own.add(child.name.text);
  };
  if ('body' in node && node.body) ts.forEachChild(node.body, declared);
  return { parameters: new Set(node.parameters.flatMap(({ name }) => namesIn(name))), own };
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

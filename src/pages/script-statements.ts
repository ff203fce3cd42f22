// What each kind of statement does.
import type { AnyNode, BlockStatement, ForInStatement, ForOfStatement, SwitchStatement } from 'acorn';
import { bind } from './script-functions.ts';
import type { Flow, Machine } from './script-machine.ts';
import { type Closure, type Scope, unknown, type Value } from './script-value.ts';

function declare(machine: Machine, node: AnyNode & { type: 'VariableDeclaration' }, scope: Scope, depth: number): void {
  for (const { id, init } of node.declarations) {
    const value = init ? machine.evaluate(init, scope, depth + 1) : undefined;
    bind(machine, id, value, scope, depth);
  }
}

function loop(
  machine: Machine,
  test: AnyNode | null | undefined,
  update: AnyNode | null | undefined,
  body: AnyNode,
  scope: Scope,
  depth: number,
): Flow {
  for (;;) {
    if (test) {
      const go = machine.evaluate(test, scope, depth + 1);
      if (go === unknown || !go) return undefined;
    } else machine.charge(10);
    const flow = machine.run(body, scope, depth + 1);
    if (flow?.kind === 'return') return flow;
    if (flow?.kind === 'break') return undefined;
    if (update) machine.evaluate(update, scope, depth + 1);
  }
}

/** Functions first, as they may be called above where they stand. */
function block(machine: Machine, node: BlockStatement, scope: Scope, depth: number): Flow {
  const inner: Scope = { names: new Map(), outer: scope };
  for (const statement of node.body)
    if (statement.type === 'FunctionDeclaration') machine.run(statement, inner, depth + 1);
  for (const statement of node.body) {
    // var and the bodies of loops share names with what is around them: near enough for constants.
    const flow =
      statement.type === 'VariableDeclaration' && statement.kind === 'var'
        ? machine.run(statement, scope, depth + 1)
        : machine.run(statement, inner, depth + 1);
    if (flow) return flow;
  }
  return undefined;
}

/** The body for each item or its place. */
function eachOf(machine: Machine, node: ForOfStatement | ForInStatement, scope: Scope, depth: number): Flow {
  const over = machine.evaluate(node.right, scope, depth + 1);
  const items: readonly Value[] = Array.isArray(over) ? over : typeof over === 'string' ? [...over] : [];
  const name = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
  for (const [index, item] of items.entries()) {
    const inner: Scope = { names: new Map(), outer: scope };
    if (name?.type === 'Identifier') inner.names.set(name.name, node.type === 'ForInStatement' ? index : item);
    const flow = machine.run(node.body, inner, depth + 1);
    if (flow?.kind === 'return') return flow;
    if (flow?.kind === 'break') return undefined;
  }
  return undefined;
}

/** From the case that matches to the next break. */
function chosen(machine: Machine, node: SwitchStatement, scope: Scope, depth: number): Flow {
  const value = machine.evaluate(node.discriminant, scope, depth + 1);
  const at = node.cases.findIndex(({ test }) => test && machine.evaluate(test, scope, depth + 1) === value);
  const from = at >= 0 ? at : node.cases.findIndex(({ test }) => !test);
  for (const { consequent } of from >= 0 ? node.cases.slice(from) : []) {
    for (const statement of consequent) {
      const flow = machine.run(statement, scope, depth + 1);
      if (flow) return flow.kind === 'break' ? undefined : flow;
    }
  }
  return undefined;
}

/** Goes through a statement as a browser would; both ways where a test is not known. */
export function runStatement(machine: Machine, node: AnyNode, scope: Scope, depth: number): Flow {
  machine.step(depth);
  switch (node.type) {
    case 'ExpressionStatement':
      machine.evaluate(node.expression, scope, depth + 1);
      return undefined;
    case 'VariableDeclaration':
      declare(machine, node, scope, depth);
      return undefined;
    case 'FunctionDeclaration':
      if (node.id) scope.names.set(node.id.name, { closure: node, scope });
      return undefined;
    case 'ClassDeclaration':
      if (node.id) scope.names.set(node.id.name, { made: node, scope });
      return undefined;
    case 'ExportDefaultDeclaration':
      if (node.declaration.type === 'FunctionDeclaration') {
        const closure: Closure = { closure: node.declaration, scope };
        if (node.declaration.id) scope.names.set(node.declaration.id.name, closure);
        machine.written.push({ closure, self: unknown });
      } else machine.evaluate(node.declaration, scope, depth + 1);
      return undefined;
    case 'ReturnStatement':
      return { kind: 'return', value: node.argument ? machine.evaluate(node.argument, scope, depth + 1) : undefined };
    case 'BlockStatement':
      return block(machine, node, scope, depth);
    case 'IfStatement': {
      const test = machine.evaluate(node.test, scope, depth + 1);
      if (test === unknown) {
        machine.run(node.consequent, scope, depth + 1);
        if (node.alternate) machine.run(node.alternate, scope, depth + 1);
        return undefined;
      }
      if (test) return machine.run(node.consequent, scope, depth + 1);
      return node.alternate ? machine.run(node.alternate, scope, depth + 1) : undefined;
    }
    case 'ForStatement': {
      const inner: Scope = { names: new Map(), outer: scope };
      if (node.init?.type === 'VariableDeclaration') declare(machine, node.init, inner, depth);
      else if (node.init) machine.evaluate(node.init, inner, depth + 1);
      return loop(machine, node.test, node.update, node.body, inner, depth);
    }
    case 'WhileStatement':
      return loop(machine, node.test, undefined, node.body, scope, depth);
    case 'ForOfStatement':
    case 'ForInStatement':
      return eachOf(machine, node, scope, depth);
    case 'TryStatement':
      return machine.run(node.block, scope, depth + 1);
    case 'DoWhileStatement':
      return machine.run(node.body, scope, depth + 1) ?? loop(machine, node.test, undefined, node.body, scope, depth);
    case 'LabeledStatement':
      return machine.run(node.body, scope, depth + 1);
    case 'SwitchStatement':
      return chosen(machine, node, scope, depth);
    case 'BreakStatement':
      return { kind: 'break' };
    case 'ContinueStatement':
      return { kind: 'continue' };
    case 'ExportNamedDeclaration':
      return node.declaration ? machine.run(node.declaration, scope, depth + 1) : undefined;
    default:
      return undefined;
  }
}

// Finds the names that a module sets after they were declared, whatever scope they belong to: where an inner variable has the
// name of an outer one, the outer one counts as set.
import { parse } from '@swc/core';

/** Returns the names of a module in JavaScript that are set elsewhere than in the one declaration that gives them a value. */
export async function assignedNames(code) {
  const names = new Set();
  const declared = new Set();
  const declare = (name) => (declared.has(name) ? names.add(name) : declared.add(name));
  visit(await parse(code, { syntax: 'ecmascript', target: 'es2023' }), (node) => {
    switch (node.type) {
      case 'AssignmentExpression':
        return namesIn(node.left).forEach((name) => names.add(name));
      case 'UpdateExpression':
        return namesIn(node.argument).forEach((name) => names.add(name));
      case 'ForInStatement':
      case 'ForOfStatement':
        return namesOfLoop(node.left).forEach((name) => names.add(name));
      case 'VariableDeclaration':
        if (node.kind !== 'var') return undefined; // no other can be declared twice in its scope
        return node.declarations
          .filter(({ init }) => init !== null)
          .flatMap(({ id }) => namesIn(id))
          .forEach(declare);
      case 'FunctionDeclaration':
        return declare(node.identifier.value);
      default:
        return undefined;
    }
  });
  return names;
}

function visit(node, see) {
  if (Array.isArray(node)) return node.forEach((one) => visit(one, see));
  if (typeof node !== 'object' || node === null) return undefined;
  if (typeof node.type === 'string') see(node);
  return Object.values(node).forEach((one) => visit(one, see));
}

/** A variable of a loop gets a value for each turn; one that a module declares so by `var` is seen outside. */
function namesOfLoop(left) {
  if (left.type !== 'VariableDeclaration') return namesIn(left);
  return left.kind === 'var' ? left.declarations.flatMap(({ id }) => namesIn(id)) : [];
}

/** Returns the names that a pattern sets; none for a member of an object. */
function namesIn(pattern) {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.value];
    case 'ParenthesisExpression':
      return namesIn(pattern.expression);
    case 'ArrayPattern':
      return pattern.elements.flatMap(namesIn);
    case 'ObjectPattern':
      return pattern.properties.flatMap(namesIn);
    case 'KeyValuePatternProperty':
      return namesIn(pattern.value);
    case 'AssignmentPatternProperty':
      return namesIn(pattern.key);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}

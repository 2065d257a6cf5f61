import { escapeToken, pointerOfFragment } from '../../base/json-pointer.ts';
import { member, members, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { tryResolveObject } from '../document/resolve-reference.ts';
import type { Link, LinkParameter, LinkTarget, LinkValue } from '../model/link.ts';
import { parseRuntimeExpression } from '../model/runtime-expression.ts';

/** Compiles the links of a response, in their order. */
export function compileLinks(
  document: JsonObject,
  links: Json | undefined,
  pointer: string,
): readonly Link[] {
  return members(links).flatMap(([name, node]) => {
    const found = tryResolveObject(document, node, `${pointer}/${escapeToken(name)}`);
    if (found === undefined || name.startsWith('x-')) return [];
    const requestBody = member(found.node, 'requestBody');
    return [
      {
        name,
        target: targetOf(found.node),
        parameters: members(found.node['parameters']).map(parameterOf),
        requestBody: requestBody === undefined ? undefined : valueOf(requestBody),
        pointer: found.pointer,
      },
    ];
  });
}

function targetOf(node: JsonObject): LinkTarget {
  const id = stringMember(node, 'operationId');
  if (id !== undefined) return { kind: 'operationId', id };
  const reference = stringMember(node, 'operationRef');
  if (reference?.startsWith('#/') !== true) return { kind: 'unknown' };
  return { kind: 'pointer', pointer: pointerOfFragment(reference.slice(1)) };
}

function parameterOf([key, value]: readonly [string, Json]): LinkParameter {
  const [, location, name = key] = /^(path|query|header|cookie)\.(.+)$/s.exec(key) ?? [];
  return { name, location, value: valueOf(value) };
}

function valueOf(value: Json): LinkValue {
  if (typeof value !== 'string') return { kind: 'constant', value };
  const whole = /^\{(\$[^{}]+)\}$/.exec(value)?.[1] ?? value;
  const expression = parseRuntimeExpression(whole);
  if (expression !== undefined) return { kind: 'expression', expression };
  return /\{\$/.test(value) ? { kind: 'mixed' } : { kind: 'constant', value };
}

import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject, member, type Json } from '../../../base/json.ts';
import { outsideEnum, wrongType } from './invalid-values.ts';
import type { Mutation } from './mutation.ts';

/** A member that a closed object does not have, or that does not fit where only some do. */
export function unknownMember(
  node: Json,
  pointer: string,
  path: readonly (string | number)[],
): readonly Mutation[] {
  const rest = member(node, 'additionalProperties') ?? member(node, 'unevaluatedProperties');
  if (rest === undefined || rest === true) return [];
  const name = 'unknownMember';
  const wrong = rest === false ? 'text' : wrongMember(rest);
  const here = formatPointer(path);
  return [
    {
      rule: 'additionalProperties',
      keyword: 'additionalProperties',
      pointer: formatPointer([...path, name]),
      place: here,
      replacements: [wrong],
      schemaPointer: pointer,
      title: `${here || 'the body'} with a further member that does not fit`,
      isOptional: false,
    },
  ];
}

function wrongMember(schema: Json): Json {
  if (!isObject(schema)) return 'text';
  return schema['enum'] === undefined ? (wrongType(schema, undefined) ?? null) : outsideEnum(schema);
}

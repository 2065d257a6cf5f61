import { member } from '../../../base/json.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';

/** So many numbers are few. */
const FEW = 20;

/** Returns the parameters that identify the item of a path: those at its end, but for choices of a few values. */
export function itemParameters(
  { document }: Pick<Description, 'document'>,
  { path, parameters }: Pick<Operation, 'path' | 'parameters'>,
): readonly Parameter[] {
  const end = /(?:\/\{[^{}]+\})*$/.exec(path)?.[0] ?? '';
  return parameters.filter(
    (parameter) =>
      parameter.location === 'path' &&
      end.includes(`{${parameter.name}}`) &&
      isIdentifier({ document }, parameter.schema),
  );
}

/** True for the schema of a parameter that is not one of a few choices, such as the rows of a board. */
export function isIdentifier({ document }: Pick<Description, 'document'>, schema: Schema): boolean {
  const { strings, primitives } = shapeOf(document, schema);
  const node = tryResolveObject(document, schema.definition, schema.pointer)?.node;
  const [least, most] = [member(node, 'minimum'), member(node, 'maximum')];
  const isShort = typeof least === 'number' && typeof most === 'number' && most - least < FEW;
  return strings.size === 0 && !primitives.includes('boolean') && !isShort;
}

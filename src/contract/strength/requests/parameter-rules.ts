import { isObject, type Json } from '../../../base/json.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { assertedKeywords } from '../../report/coverage/asserted-keywords.ts';
import { brokenBySchemas } from '../bodies/broken-by-schemas.ts';
import { allowed, forbidden, type BreakContext } from '../making/break-context.ts';
import type { Break, Standing } from '../model/break.ts';
import type { OperatorName } from '../model/operators.ts';
import { takenAs } from './taken-as.ts';
import { ruleBreak } from './rule-break.ts';

/** Breaks the rules of an operation's parameters, one at a time. */
export async function* parameterRules(context: BreakContext, operation: Operation): AsyncIterable<Break> {
  for (const parameter of operation.parameters) {
    const { location: where, name, required } = parameter;
    const make = (operator: OperatorName, standing: Standing) =>
      ruleBreak(context, operation, {
        rule: { operator, where, way: [name] },
        place: `${where} ${name}`,
        standing,
      });
    if (required && where !== 'path' && context.isWanted('missing-taken')) {
      yield make('missing-taken', forbidden(`required, at ${parameter.pointer}`));
    }
    for (const [operator, wrong] of wrongValues(context, parameter)) {
      if (context.isWanted(operator)) yield make(operator, await standingOfValue(context, parameter, wrong));
    }
  }
}

/** Returns values that break what the schema of a parameter says, by the kind of rule; none for lists and objects. */
function wrongValues(
  { description }: BreakContext,
  { schema, content }: Parameter,
): readonly (readonly [OperatorName, readonly Json[]])[] {
  const { document, validators } = description;
  const node = tryResolveObject(document, schema.definition, schema.pointer)?.node;
  const shape = shapeOf(document, schema);
  const isPlain = content === undefined && !shape.allowsArray && !shape.allowsObject;
  if (!isObject(node) || !isPlain) return [];
  const writing = { isText: true, validators };
  const keywords = assertedKeywords(node, writing);
  const isNumber = shape.primitives.some((type) => type === 'integer' || type === 'number');
  const samples: readonly Json[] = isNumber ? [1] : ['text'];
  const found = brokenBySchemas([node]).flatMap(({ operator, detail, change }) => {
    const isSaid = operator !== 'bound-overstepped' || keywords.includes(detail ?? '');
    const taken = takenAs(operator);
    const values = samples.map(change).filter((value) => typeof value !== 'symbol' && value !== undefined);
    // an empty text is mostly the same as none
    const sent = values.filter((value): value is Json => value !== '');
    return taken === undefined || !isSaid || sent.length === 0 ? [] : [[taken, sent] as const];
  });
  return keywords.includes('type') ? [['type-taken', ['text']], ...found] : found;
}

async function standingOfValue(
  { judge }: BreakContext,
  { schema }: Parameter,
  wrong: readonly Json[],
): Promise<Standing> {
  for (const value of wrong) {
    const faults = await judge(schema.pointer, value);
    if (faults !== undefined && faults.length > 0) return forbidden(`the schema at ${schema.pointer}`);
  }
  return allowed('the value still fits the description');
}

import { atPointer } from '../../../../base/json-pointer.ts';
import type { Link, LinkValue } from '../../../../description/model/link.ts';
import { linkedOperation } from '../../../../description/model/linked-operation.ts';
import type { Operation } from '../../../../description/model/operation.ts';
import type { Parameter } from '../../../../description/model/parameter.ts';
import type { RuntimeExpression } from '../../../../description/model/runtime-expression.ts';
import type { ValueSource } from '../../../case/bindings.ts';
import type { RequestPlan, Step } from '../../../case/case.ts';
import { placeholder } from '../../../case/placeholder.ts';
import { planRequest } from '../../requests/plan-step.ts';
import type { Planning } from '../../requests/planning.ts';
import type { Template } from '../../requests/template.ts';
import { hasInventedPathItem, validTemplate, violationsOf } from '../../requests/valid-template.ts';

/** A value for a linked request: known beforehand, or bound by the answer that the link belongs to. */
export type LinkingValue =
  | { readonly kind: 'known'; readonly value: string | number | boolean }
  | { readonly kind: 'bound'; readonly name: string };

/** A request that was planned, with what a link of its answer can refer to. */
export interface Linking {
  readonly operation: Operation;
  readonly step: Step;
  /** The values of its path and query, by `path.id`. */
  readonly values: ReadonlyMap<string, LinkingValue>;
  /** The names under which the answers bind values begin so: different for each request of a case. */
  readonly prefix: string;
}

/** Where a link leads: the step before, which now binds what is needed, and the request. */
interface Followed {
  readonly operation: Operation;
  readonly before: Step;
  readonly request: RequestPlan;
  readonly template: Template;
  readonly values: ReadonlyMap<string, LinkingValue>;
}

/**
 * The request that a link leads to; undefined where the description does not say enough for one: an operation that it
 * does not have, a value that cannot be told, an item in the path that nobody names.
 */
export function followLink(planning: Planning, linking: Linking, link: Link): Followed | undefined {
  const operation = linkedOperation(planning.description, link);
  if (operation === undefined) return undefined;
  const values = new Map<string, LinkingValue>();
  for (const { name, location, value } of link.parameters) {
    const parameter = operation.parameters.find(
      (one) => one.name === name && (location === undefined || one.location === location),
    );
    const found = valueOf(linking, value);
    if (parameter === undefined || parameter.location === 'cookie' || found === undefined) return undefined;
    values.set(`${parameter.location}.${name}`, found);
  }
  const template = templateOf(planning, operation, values, bodyOf(linking, link.requestBody));
  const plan = planRequest(planning, template);
  if (template === undefined || plan === undefined || hasInventedPathItem(planning, template))
    return undefined;
  const request = withValues(plan, operation, values);
  return { operation, before: bindingStep(linking, link), request, template, values };
}

/** Undefined for what is no text or number, and for what only the answer's address or status would tell. */
function valueOf(linking: Linking, value: LinkValue): LinkingValue | undefined {
  if (value.kind === 'constant') return known(value.value);
  if (value.kind === 'mixed') return undefined;
  const { expression } = value;
  switch (expression.kind) {
    case 'parameter':
      return linking.values.get(`${expression.location}.${expression.name}`);
    case 'header':
      return expression.of === 'request'
        ? known(linking.step.request.headers[expression.name])
        : { kind: 'bound', name: nameOf(linking, expression) };
    case 'body':
      return expression.of === 'request'
        ? known(atPointer(sentBody(linking.step), expression.pointer))
        : { kind: 'bound', name: nameOf(linking, expression) };
    case 'url':
    case 'method':
    case 'statusCode':
      return undefined;
  }
}

function known(value: unknown): LinkingValue | undefined {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain && value !== '' ? { kind: 'known', value } : undefined;
}

function nameOf({ prefix }: Linking, expression: RuntimeExpression): string {
  const place = expression.kind === 'body' ? expression.pointer : 'name' in expression ? expression.name : '';
  return `${prefix}${place.replace(/\W+/g, '_')}`;
}

function sentBody({ request }: Step): unknown {
  try {
    return JSON.parse(request.body ?? '') as unknown;
  } catch {
    return undefined;
  }
}

/** A body that the link gives; undefined where it gives none that is known beforehand. */
function bodyOf({ step }: Linking, value: LinkValue | undefined): unknown {
  if (value === undefined || value.kind === 'mixed') return undefined;
  if (value.kind === 'constant') return value.value;
  const { expression } = value;
  const isKnown = expression.kind === 'body' && expression.of === 'request';
  return isKnown ? atPointer(sentBody(step), expression.pointer) : undefined;
}

/** The smallest request, with what the link gives in its path and its body. */
function templateOf(
  planning: Planning,
  operation: Operation,
  values: ReadonlyMap<string, LinkingValue>,
  body: unknown,
): Template | undefined {
  const inPath = [...values].filter(([key]) => key.startsWith('path.'));
  const bound = Object.fromEntries(
    inPath.map(([key, value]) => [key.slice('path.'.length), writtenIn(value)]),
  );
  const template = validTemplate(planning, operation, false, bound);
  if (template === undefined || body === undefined) return template;
  const mediaType = template.body?.mediaType ?? operation.requestBody?.content[0];
  if (mediaType === undefined) return undefined;
  const whole = { ...template, body: { mediaType, value: body } };
  return violationsOf(planning, whole).length === 0 ? whole : undefined;
}

/** As it stands in a target: a bound value is encoded when it is put in. */
function writtenIn(value: LinkingValue): string {
  return value.kind === 'bound' ? placeholder(value.name) : encodeURIComponent(String(value.value));
}

function withValues(
  plan: RequestPlan,
  { parameters }: Operation,
  values: ReadonlyMap<string, LinkingValue>,
): RequestPlan {
  const given = (location: Parameter['location']) =>
    parameters.flatMap((parameter) => {
      const value = values.get(`${location}.${parameter.name}`);
      return parameter.location !== location || value === undefined ? [] : [[parameter.name, value] as const];
    });
  const [path = '', query = ''] = plan.target.split('?', 2);
  const queried = given('query').map(([name, value]) => [encodeURIComponent(name), value] as const);
  const others = query
    .split('&')
    .filter((pair) => pair !== '' && !queried.some(([name]) => pair.startsWith(`${name}=`)));
  const pairs = [...others, ...queried.map(([name, value]) => `${name}=${writtenIn(value)}`)];
  const fields = given('header').map(([name, value]) => [
    name.toLowerCase(),
    value.kind === 'bound' ? placeholder(value.name) : String(value.value),
  ]);
  return {
    ...plan,
    target: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`,
    headers: { ...plan.headers, ...Object.fromEntries(fields) },
  };
}

/** The step with what the link takes from its answer bound. */
function bindingStep(linking: Linking, { parameters }: Link): Step {
  const { step } = linking;
  const expressions = parameters.flatMap(({ value }) =>
    value.kind === 'expression' && 'of' in value.expression && value.expression.of === 'response'
      ? [value.expression]
      : [],
  );
  const entries = expressions.flatMap((one): [string, ValueSource][] => {
    if (one.kind === 'body') return [[nameOf(linking, one), { from: 'body', pointer: one.pointer }]];
    return one.kind === 'header' ? [[nameOf(linking, one), { from: 'field', name: one.name }]] : [];
  });
  return { ...step, bind: { ...step.bind, ...Object.fromEntries(entries) } };
}

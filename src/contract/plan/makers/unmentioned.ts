import { isObject, type JsonObject } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { generated } from '../../../generate/generate-value.ts';
import { isWithoutContent } from '../../../http/method.ts';
import type { Case, Expectation, RequestPlan } from '../../case/case.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { taken, takenOrRefused } from '../requests/expectations.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { toRequestPlan, type Template } from '../requests/template.ts';
import { validTemplate, violationsOf } from '../requests/valid-template.ts';
import { ownItemsFor, type OwnItems } from '../setup/own-items.ts';
import { likelyValue } from '../values/likely-value.ts';
import { subjectCase } from './single-request-case.ts';

/** A name that hardly any description has. */
const UNKNOWN = 'unknownMember';

/**
 * Requests that a description allows without a word: with a query parameter and with a member that it does not name, with
 * the smallest body where a body may be left out, and with a parameter that has no value, where that is allowed. One of
 * each for an operation. Names that nobody has described may be ignored and may be refused.
 */
export const makeUnmentioned: Maker = function* (planning, operation) {
  const own = ownItemsFor(planning, operation);
  const least = validTemplate(planning, operation, false, own.bound);
  if (least === undefined) return;
  const full = validTemplate(planning, operation, true, own.bound);
  const context = { planning, own, operation };
  yield* unknownParameter(context, least);
  yield* unknownMember(context, least.body === undefined ? (full ?? least) : least);
  if (full !== undefined) yield* smallestBody(context, least, full);
  yield* emptyValue(context, least);
};

interface Context {
  readonly planning: Planning;
  readonly own: OwnItems;
  readonly operation: Operation;
}

interface Facts {
  readonly place: string;
  readonly title: string;
  readonly rule: string;
  readonly expect: Expectation;
}

function caseOf({ planning, own, operation }: Context, request: RequestPlan, facts: Facts): Case {
  const { provenance } = operation.source;
  return subjectCase(planning, operation, {
    ...facts,
    maker: 'unmentioned',
    phase: 'boundaries',
    provenance,
    own,
    request,
  });
}

function requestOf({ planning }: Context, template: Template): RequestPlan | undefined {
  if (violationsOf(planning, template).length > 0) return undefined;
  return toRequestPlan(template, fullCredentials(planning, template.operation));
}

/** Expects a documented success or refusal, or any refusal of what is unknown. */
function ignoredOrRefused(operation: Operation): Expectation {
  return { ...takenOrRefused(operation), tolerated: ['4XX'] };
}

function withPair(request: RequestPlan, pair: string): RequestPlan {
  const { target } = request;
  return { ...request, target: `${target}${target.includes('?') ? '&' : '?'}${pair}` };
}

/** Objects in a query may have members of any name. */
function takesAnyName({ planning: { description }, operation }: Context): boolean {
  return operation.parameters.some(
    ({ location, schema }) => location === 'query' && shapeOf(description.document, schema).allowsObject,
  );
}

function unknownParameter(context: Context, least: Template): readonly Case[] {
  const { operation } = context;
  const request = requestOf(context, least);
  if (request === undefined || operation.query !== '' || takesAnyName(context)) return [];
  return [
    caseOf(context, withPair(request, `${UNKNOWN}=1`), {
      place: 'query/unknown',
      title: 'a query parameter that is not described',
      rule: operation.pointer,
      expect: ignoredOrRefused(operation),
    }),
  ];
}

function unknownMember(context: Context, template: Template): readonly Case[] {
  const { body, operation } = template;
  if (body === undefined || !isJsonContent(body.mediaType) || !isObject(body.value)) return [];
  if (Object.hasOwn(body.value, UNKNOWN)) return [];
  const value: JsonObject = { ...body.value, [UNKNOWN]: 'text' };
  const request = requestOf(context, { ...template, body: { ...body, value } });
  if (request === undefined) return []; // said to be wrong: a case of its own
  return [
    caseOf(context, request, {
      place: 'body/unknown',
      title: 'a member that is not described',
      rule: body.mediaType.schema?.pointer ?? body.mediaType.pointer,
      expect: ignoredOrRefused(operation),
    }),
  ];
}

/** An object without members says nothing: prose may well want one of them. */
function smallestBody(context: Context, least: Template, full: Template): readonly Case[] {
  const { planning, operation } = context;
  const schema = full.body?.mediaType.schema;
  if (least.body !== undefined || full.body === undefined || schema === undefined) return [];
  if (isWithoutContent(operation.method)) return [];
  const value = generated(planning.description, schema, {
    seed: 1,
    names: [operation.id],
    direction: 'request',
    optional: false,
    suggest: likelyValue('body', ''),
  });
  if (value === undefined) return [];
  const template = { ...least, body: { ...full.body, value } };
  const request = requestOf(context, template);
  const isEmpty = isObject(value) && Object.keys(value).length === 0;
  if (request === undefined) return [];
  return [
    caseOf(context, request, {
      place: 'body/smallest',
      title: 'the smallest body, which may be left out',
      rule: schema.pointer,
      expect: isEmpty ? takenOrRefused(operation) : taken(planning, template),
    }),
  ];
}

function emptyValue(context: Context, least: Template): readonly Case[] {
  const { planning, operation } = context;
  const parameter = operation.parameters.find(
    ({ allowEmptyValue, location, style, name }) =>
      allowEmptyValue && location === 'query' && style === 'form' && !isSent(least, name),
  );
  const request = requestOf(context, least);
  if (parameter === undefined || request === undefined) return [];
  const { name } = parameter;
  return [
    caseOf(context, withPair(request, `${encodeURIComponent(name)}=`), {
      place: `query/${name}/no-value`,
      title: `query parameter ${name} without a value`,
      rule: parameter.pointer,
      expect: taken(planning, least),
    }),
  ];
}

function isSent({ parameters }: Template, name: string): boolean {
  return [...parameters.keys()].some((one) => one.location === 'query' && one.name === name);
}

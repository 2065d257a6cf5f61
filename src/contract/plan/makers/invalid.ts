import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { type Provenance, weakest } from '../../../description/model/source.ts';
import { isRead } from '../../../http/method.ts';
import type { Case, Confidence, Expectation, Phase } from '../../case/case.ts';
import { refusedStatuses } from '../../case/statuses.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { bodyConfidence } from '../requests/expectations.ts';
import { provenanceAt, type Maker, type Planning } from '../requests/planning.ts';
import { toRequestPlan, type Template } from '../requests/template.ts';
import { hasInventedPathItem, validTemplate, violationsOf } from '../requests/valid-template.ts';
import { NO_ITEMS, ownItemsFor, type OwnItems } from '../setup/own-items.ts';
import { mutationsOf } from '../values/invalid-variants.ts';
import type { Mutation } from '../values/mutation.ts';
import { rulePointer } from '../values/schema-place.ts';
import { subjectCase } from './single-request-case.ts';
import { changesAround } from './smallest-around.ts';

/** Requests with one rule broken: a part left out, of another type, outside its bounds. */
export const makeInvalid: Maker = function* (planning, operation) {
  const own =
    isRead(operation.method) && !operation.path.includes('{') ? NO_ITEMS : ownItemsFor(planning, operation);
  const template = validTemplate(planning, operation, true, own.bound);
  const least = validTemplate(planning, operation, false, own.bound);
  if (template === undefined || least === undefined) return;
  for (const one of wrongsOf(planning, template, least)) {
    yield* invalidCase(planning, own, { ...one, phase: 'negatives' });
  }
};

/** All that can be wrong in one place of a request; beside a wrong parameter stand those of `least`. */
export function wrongsOf(planning: Planning, template: Template, least: Template): readonly Wrong[] {
  const wrong = [
    ...leftOutParameters(least),
    ...wrongParameters(planning, template, least),
    ...leftOutBody(least),
    ...wrongBodies(planning, template, least),
  ];
  return unique(wrong);
}

/** A request that is wrong in one place. */
interface Wrong {
  /** Several that break the rule: best is the one that breaks the fewest others. */
  readonly templates: readonly Template[];
  readonly maker: string;
  readonly place: string;
  readonly title: string;
  readonly confidence: Confidence;
  /** JSON Pointer to the broken rule. */
  readonly rule: string;
  readonly provenance: Provenance;
  readonly isInPath: boolean;
}

/** Only what the judge calls wrong is a case: the wire cannot express everything that a schema can refuse. */
export function invalidCase(
  planning: Planning,
  own: OwnItems,
  wrong: Wrong & { readonly phase: Phase },
): readonly Case[] {
  const { templates, isInPath, confidence, ...facts } = wrong;
  const template = leastWrong(planning, templates);
  const request = template && toRequestPlan(template, fullCredentials(planning, template.operation));
  if (template === undefined || request === undefined) return [];
  const { operation } = template;
  const provenance = weakest(
    operation.source.provenance,
    facts.provenance,
    provenanceAt(planning, facts.rule),
  );
  const isNowhere = isInPath || hasInventedPathItem(planning, template);
  const statuses = [...refusedStatuses(operation), ...(isNowhere ? ['404'] : [])];
  const expect: Expectation = { outcome: 'refused', statuses, confidence };
  return [subjectCase(planning, operation, { ...facts, provenance, own, request, expect })];
}

function leastWrong(planning: Planning, templates: readonly Template[]): Template | undefined {
  const [only] = templates;
  if (templates.length === 1) return only && violationsOf(planning, only).length > 0 ? only : undefined;
  return templates
    .map((template) => ({ template, count: violationsOf(planning, template).length }))
    .filter(({ count }) => count > 0)
    .toSorted((left, right) => left.count - right.count)
    .at(0)?.template;
}

function leftOutParameters(template: Template): readonly Wrong[] {
  return [...template.parameters.keys()]
    .filter(({ required, location }) => required && location !== 'path')
    .map((parameter) => ({
      templates: [{ ...template, parameters: without(template, parameter) }],
      maker: 'required',
      place: placeOf(parameter),
      title: `${parameter.location} parameter ${parameter.name} left out`,
      confidence: 'definite',
      rule: parameter.pointer,
      provenance: parameter.source.provenance,
      isInPath: false,
    }));
}

function without({ parameters }: Template, parameter: Parameter): Template['parameters'] {
  return new Map([...parameters].filter(([candidate]) => candidate !== parameter));
}

export function placeOf({ location, name }: Parameter): string {
  return `${location}${formatPointer([name])}`;
}

/** Beside the wrong one stands only what is required: a server that refuses another optional one would hide it. */
function wrongParameters(planning: Planning, full: Template, least: Template): readonly Wrong[] {
  const { document } = planning.description;
  return [...full.parameters].flatMap(([parameter, value]) => {
    const { [parameter.name]: _, ...rest } = least.bound;
    const bound = parameter.location === 'path' ? rest : least.bound;
    return [...mutationsOf(planning.description, parameter.schema, value)]
      .filter(({ rule }) => rule !== 'null') // on the wire it is a text like any other
      .filter((mutation) => !isObject(value) || isOfObject(parameter, mutation))
      .map((mutation): Wrong => {
        const changed = mutation.replacements.map((one) => replaceAt(value, mutation.pointer, one));
        const templates = changed
          .filter((one) => encodeParameter(parameter, one) !== '') // it would be left out
          .map((one) => ({ ...least, bound, parameters: new Map([...least.parameters, [parameter, one]]) }));
        return {
          templates,
          maker: mutation.rule,
          place: `${placeOf(parameter)}${mutation.place}`,
          title: `${parameter.location} parameter ${parameter.name}${mutation.title.replace('the body', '')}`,
          confidence: mutation.rule in ADVISED ? 'advice' : 'likely',
          rule: rulePointer(document, mutation),
          provenance: parameter.source.provenance,
          isInPath: parameter.location === 'path',
        };
      });
  });
}

/** The members of an exploded object are parameters of their own: without them, there is no parameter at all. */
function isOfObject(
  { style, explode, content }: Parameter,
  { pointer, replacements, rule }: Mutation,
): boolean {
  const isSpread = content === undefined && (style === 'deepObject' || (style === 'form' && explode));
  if (!isSpread) return true;
  if (pointer !== '') return replacements.every((one) => typeof one !== 'object');
  return replacements.every(isObject) && (style === 'deepObject' || rule !== 'additionalProperties');
}

function leftOutBody(template: Template): readonly Wrong[] {
  const { requestBody } = template.operation;
  if (requestBody?.required !== true) return [];
  return [
    {
      templates: [{ ...template, body: undefined }],
      maker: 'required',
      place: 'body',
      title: 'body left out',
      confidence: bodyConfidence(template.operation, 'definite'),
      rule: requestBody.pointer,
      provenance: requestBody.source.provenance,
      isInPath: false,
    },
  ];
}

function wrongBodies(planning: Planning, template: Template, least: Template): readonly Wrong[] {
  const { body } = template;
  const schema = body?.mediaType.schema;
  if (body === undefined || schema === undefined) return [];
  // what is drawn stays as it is
  const change: ReturnType<typeof changesAround> =
    template === least
      ? (pointer, replacement) => ({
          ...template,
          body: { ...body, value: replaceAt(body.value, pointer, replacement) },
        })
      : changesAround(planning, template, least);
  return [...mutationsOf(planning.description, schema, body.value)].map((mutation) => ({
    templates: mutation.replacements.map((replacement) => change(mutation.pointer, replacement)),
    maker: mutation.rule,
    place: `body${mutation.place}`,
    title: mutation.title,
    confidence: bodyConfidence(template.operation, confidenceOf(mutation)),
    rule: rulePointer(planning.description.document, mutation),
    provenance: 'documented' as const,
    isInPath: false,
  }));
}

/** Rules that many servers are easy about, on purpose. */
const ADVISED: Readonly<Record<string, true>> = { 'enum-case': true, 'format-near': true };

/**
 * What is left out or of another type is wrong beyond doubt; bounds are at times not enforced on purpose. `null` for
 * what may be left out is often taken for just that, and texts for what they can be read as.
 */
function confidenceOf({ rule, isOptional }: Mutation): Confidence {
  if (rule === 'required' || rule === 'type') return 'definite';
  return rule in ADVISED || (rule === 'null' && isOptional) ? 'advice' : 'likely';
}

/** The same rule can be reached in two ways, such as through two branches. */
function unique(wrong: readonly Wrong[]): readonly Wrong[] {
  return [...new Map(wrong.map((one) => [`${one.maker} ${one.place}`, one])).values()];
}

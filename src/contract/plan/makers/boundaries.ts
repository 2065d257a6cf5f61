import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { canExpress } from '../../../codec/parameters/parameter-codec.ts';
import type { MediaType } from '../../../description/model/media-type-object.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { weakest } from '../../../description/model/source.ts';
import { namesMembers } from '../../../description/resources/projection-parameter.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { generated } from '../../../generate/generate-value.ts';
import type { Case } from '../../case/case.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { taken, takenOrRefused } from '../requests/expectations.ts';
import { provenanceAt, type Maker, type Planning } from '../requests/planning.ts';
import { isLeftAlone, toRequestPlan, type Template, withParameter } from '../requests/template.ts';
import { isNaturalKey, tokenOf, uniqueTemplate } from '../requests/unique-values.ts';
import { validTemplate, violationsOf } from '../requests/valid-template.ts';
import { ownItemsFor, type OwnItems } from '../setup/own-items.ts';
import { referencedResource } from '../setup/reference-members.ts';
import { edgesOf, type Edge } from '../values/boundary-variants.ts';
import { isEndOfSpan, likelyValue } from '../values/likely-value.ts';
import { rulePointer } from '../values/schema-place.ts';
import { placeOf } from './invalid.ts';
import { subjectCase } from './single-request-case.ts';
import { changesAround } from './smallest-around.ts';

/**
 * Valid requests at the edges of what the description allows, one at a time: the least and the most, each choice,
 * each branch, each optional part left out and alone, each media type.
 */
export const makeBoundaries: Maker = function* (planning, operation) {
  const own = ownItemsFor(planning, operation);
  const full = validTemplate(planning, operation, true, own.bound);
  const least = validTemplate(planning, operation, false, own.bound);
  if (full === undefined || least === undefined) return;
  const edges = [
    ...parameterEdges(planning, { full, least }),
    ...bodyEdges(planning, full, least),
    ...aloneEdges({ full, least }),
    ...mediaTypes(planning, least),
  ];
  const distinct = new Map(edges.map((one) => [one.place, one]));
  for (const one of distinct.values()) yield* edgeCase(planning, own, one);
  yield* acceptedTypes(planning, own, least);
};

/** A request that is right, as far as the description says. */
interface Right {
  /** The first that is valid counts. */
  readonly templates: readonly Template[];
  readonly place: string;
  readonly title: string;
  /** A server may refuse it. */
  readonly isOpen: boolean;
  /** JSON Pointer to the rule that is kept. */
  readonly rule: string;
  /** JSON Pointer into the body to what stays as it is. */
  readonly fixed?: string;
  /** Statuses that are right beside the documented successes. */
  readonly statuses?: readonly string[];
}

function edgeCase(planning: Planning, own: OwnItems, right: Right): readonly Case[] {
  const { templates, isOpen, statuses = [], place, title, rule, fixed } = right;
  const template = templates.find((one) => violationsOf(planning, one).length === 0);
  const request = template && toRequestPlan(template, fullCredentials(planning, template.operation));
  if (template === undefined || request === undefined) return [];
  const { operation } = template;
  const sources = [...template.parameters.keys()].map(({ source }) => source.provenance);
  return [
    subjectCase(planning, operation, {
      maker: 'boundary',
      place,
      title,
      phase: 'boundaries',
      provenance: weakest(operation.source.provenance, ...sources, provenanceAt(planning, rule)),
      own,
      request,
      expect: isOpen ? takenOrRefused(operation) : taken(planning, template, statuses),
      rule,
      fixed,
    }),
  ];
}

/** Beside the one at its edge stands only what is required. */
function parameterEdges(
  { description, resources }: Planning,
  { full, least }: { readonly full: Template; readonly least: Template },
): readonly Right[] {
  return [...full.parameters].flatMap(([parameter, value]) => {
    if (isLeftAlone(parameter) || Object.hasOwn(full.bound, parameter.name)) return [];
    const shape = shapeOf(description.document, parameter.schema);
    const { operation } = full;
    // nobody knows another item that exists
    const isReference =
      parameter.location === 'query' &&
      referencedResource(parameter.name, { resources, operation }) !== undefined;
    return [...edgesOf(description, parameter.schema, value, full.operation.id)]
      .filter(({ keyword }) => parameter.location !== 'path' || keyword === 'enum')
      .filter((edge) => edge.pointer !== '' || !isTriedElsewhere(parameter, edge))
      .map((edge): Right => {
        const values = edge.replacements
          .map((replacement) => replaceAt(value, edge.pointer, replacement))
          .filter((one) => one !== undefined && canExpress(parameter, shape, one));
        return {
          templates: values.map((one) => withParameter(least, parameter, one)),
          place: `${placeOf(parameter)}${edge.place}/${edge.rule}`,
          title: `${parameter.location} parameter ${parameter.name}${edge.place} ${edge.title}`,
          isOpen: edge.isOpen || isReference || namesMembers(description, parameter),
          rule: rulePointer(description.document, edge),
        };
      });
  });
}

/** Each choice of a parameter is a valid request of its own. */
function isTriedElsewhere({ location }: Parameter, { rule, keyword, replacements }: Edge): boolean {
  if (rule === 'left-out' || rule === 'boolean') return true;
  return location !== 'path' && keyword === 'enum' && replacements.every((one) => typeof one === 'string');
}

function bodyEdges(planning: Planning, full: Template, least: Template): readonly Right[] {
  const { description } = planning;
  const change = changesAround(planning, full, least);
  const { body, operation } = full;
  const schema = body?.mediaType.schema;
  if (body === undefined || schema === undefined) return [];
  return [...edgesOf(description, schema, body.value, operation.id)].map((edge): Right => {
    const name = edge.pointer.split('/').at(-1) ?? '';
    const isKey = isNaturalKey(name) && operation.responses.some(({ status }) => status === '409');
    return {
      templates: edge.replacements.map((replacement) =>
        edge.rule === 'left-out'
          ? { ...least, body: { ...body, value: replaceAt(body.value, edge.pointer, replacement) } }
          : change(edge.pointer, replacement),
      ),
      place: `body${edge.place}/${edge.rule}`,
      title: `${edge.place || 'the body'} ${edge.title}`,
      isOpen: edge.isOpen,
      rule: rulePointer(description.document, edge),
      fixed: edge.pointer,
      ...(isKey && { statuses: ['409'] }), // short names are soon taken
    };
  });
}

/** Each optional member of the body beside nothing but what is required. */
function aloneEdges({
  full,
  least,
}: {
  readonly full: Template;
  readonly least: Template;
}): readonly Right[] {
  const [all, few] = [full.body?.value, least.body?.value];
  const schema = full.body?.mediaType.schema;
  if (!isObject(all) || full.body === undefined || schema === undefined) return [];
  const base = isObject(few) ? few : {};
  const optional = Object.keys(all).filter((name) => !Object.hasOwn(base, name));
  const isSameQuery = full.parameters.size === least.parameters.size;
  if (optional.length < 2 && isSameQuery) return []; // with that one it is the full request
  return optional.map((name): Right => {
    const value = { ...base, [name]: all[name] ?? null };
    return {
      templates: full.body === undefined ? [] : [{ ...least, body: { ...full.body, value } }],
      place: `body${formatPointer([name])}/alone`,
      title: `${name} beside only what is required`,
      isOpen: isEndOfSpan(name, all[name]),
      rule: schema.pointer,
    };
  });
}

/** The body in each other media type that the description has. */
function mediaTypes(planning: Planning, least: Template): readonly Right[] {
  const { description, resources } = planning;
  const { operation, body } = least;
  const created = resources.find(({ create }) => create === operation);
  const asNew = (template: Template, token: string) =>
    created === undefined ? template : uniqueTemplate(planning, created, template, token);
  const others = (operation.requestBody?.content ?? []).filter((one) => one !== body?.mediaType);
  return others.flatMap((mediaType: MediaType): readonly Right[] => {
    const { schema, range } = mediaType;
    if (schema === undefined || range.includes('*')) return [];
    const suggest = likelyValue('body', '');
    const names = [operation.id];
    const made = generated(description, schema, { seed: 1, names, direction: 'request', suggest });
    const values = [made, ...mediaType.examples.map(({ value }) => value)];
    return [
      {
        templates: values
          .filter((value) => value !== undefined)
          .map((value) => asNew({ ...least, body: { mediaType, value } }, tokenOf(operation.id, range))),
        place: `body/${range}`,
        title: `a body as ${range}`,
        isOpen: false,
        rule: mediaType.pointer,
      },
    ];
  });
}

/** Each media type that a success may have, asked for alone. */
function acceptedTypes(planning: Planning, own: OwnItems, template: Template): readonly Case[] {
  const { operation } = template;
  const request = toRequestPlan(template, fullCredentials(planning, operation));
  const ranges = operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content.map(({ range }) => range));
  const distinct = [...new Set(ranges)].filter((range) => !range.includes('*'));
  if (request === undefined || distinct.length < 2) return [];
  return distinct.map((range) =>
    subjectCase(planning, operation, {
      maker: 'boundary',
      place: `accept/${range}`,
      title: `asked for ${range} alone`,
      phase: 'boundaries',
      provenance: operation.source.provenance,
      own,
      request: { ...request, headers: { ...request.headers, accept: range } },
      expect: taken(planning, template, ['406']),
    }),
  );
}

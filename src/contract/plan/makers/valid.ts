import { exactText } from '../../../base/exact-json.ts';
import { canExpress } from '../../../codec/parameters/parameter-codec.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { weakest } from '../../../description/model/source.ts';
import { ANY, filtersOf, listPlaceOf } from '../../../description/resources/list-parameters.ts';
import { isSwitch, memberFiltersOf } from '../../../description/resources/member-filters.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import type { Case } from '../../case/case.ts';
import type { Law } from '../../case/law.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { acceptedAt } from '../requests/expectations.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { pairedStatuses } from '../values/paired-examples.ts';
import { isLeftAlone, toRequestPlan, type Template, withParameter } from '../requests/template.ts';
import { hasInventedPathItem, validTemplate, violationsOf } from '../requests/valid-template.ts';
import { ownItemsFor, type OwnItems } from '../setup/own-items.ts';
import { subjectCase } from './single-request-case.ts';

/** Valid requests: only what is required, all that there is, and each documented example. */
export const makeValid: Maker = function* (planning, operation) {
  const own = ownItemsFor(planning, operation);
  const required = validTemplate(planning, operation, false, own.bound);
  if (required === undefined) return;
  yield* validCase(planning, own, required, { place: 'required-only', title: 'only what is required' });
  const full = validTemplate(planning, operation, true, own.bound);
  if (full && isLarger(full, required)) {
    yield* validCase(planning, own, full, { place: 'all-optional', title: 'with all optional parts' });
  }
  yield* parameterExamples(planning, own, required);
  if (full) yield* singleParameters(planning, own, { full, required });
  yield* parameterChoices(planning, own, required);
  yield* bodyExamples(planning, own, required);
};

function isLarger(full: Template, required: Template): boolean {
  const isSame = exactText(full.body?.value) === exactText(required.body?.value);
  return full.parameters.size > required.parameters.size || !isSame;
}

function validCase(
  planning: Planning,
  own: OwnItems,
  template: Template,
  facts: {
    readonly place: string;
    readonly title: string;
    readonly maker?: string;
    readonly laws?: readonly Law[];
    /** Statuses that are right, too. */
    readonly paired?: readonly string[];
  },
): readonly Case[] {
  const { paired = [], ...rest } = facts;
  const { operation } = template;
  const request = toRequestPlan(template, fullCredentials(planning, operation));
  if (request === undefined || violationsOf(planning, template).length > 0) return [];
  const provenance = weakest(operation.source.provenance, ...provenancesOf(template));
  const maker = facts.maker ?? 'valid';
  const phase = maker === 'example' ? 'examples' : 'boundaries';
  const right = expectationOf(planning, template);
  const expect =
    paired.length === 0 ? right : { ...right, tolerated: [...(right.tolerated ?? []), ...paired] };
  return [subjectCase(planning, operation, { ...rest, maker, phase, provenance, own, request, expect })];
}

/** Without an item of its own, an operation on items may rightly not find the example's. */
function expectationOf(planning: Planning, template: Template) {
  const expect = acceptedAt(planning, template);
  if (!hasInventedPathItem(planning, template)) return expect;
  return { ...expect, outcome: 'any' as const, statuses: [...expect.statuses, '404', '410'] };
}

function provenancesOf({ parameters }: Template) {
  return [...parameters.keys()].map(({ source }) => source.provenance);
}

function parameterExamples(planning: Planning, own: OwnItems, required: Template): readonly Case[] {
  const { document } = planning.description;
  return required.operation.parameters
    .filter(({ location }) => location !== 'path')
    .flatMap((parameter) =>
      parameter.examples.flatMap((example) => {
        const { name, value } = example;
        if (!canExpress(parameter, shapeOf(document, parameter.schema), value)) return [];
        const place = `${parameter.location}-${parameter.name}/${name}`;
        const title = `the documented ${parameter.name} ${name}`;
        const template = withParameter(required, parameter, value);
        const paired = pairedStatuses(required.operation, example);
        return validCase(planning, own, template, { place, title, maker: 'example', paired });
      }),
    );
}

/** Each optional parameter by itself: where all of them are refused together, it shows which one it is. */
function singleParameters(
  planning: Planning,
  own: OwnItems,
  { full, required }: { readonly full: Template; readonly required: Template },
): readonly Case[] {
  const added = [...full.parameters].filter(([parameter]) => !required.parameters.has(parameter));
  const isSameBody = exactText(full.body?.value) === exactText(required.body?.value);
  if (added.length < 2 && isSameBody) return []; // that one is all there is
  return added
    .filter(([parameter]) => choicesOf(planning, parameter).length === 0)
    .flatMap(([parameter, value]) => {
      const place = `${parameter.location}-${parameter.name}`;
      const title = `${parameter.name} alone`;
      return validCase(planning, own, withParameter(required, parameter, value), { place, title });
    });
}

/** The most values of one parameter that are tried. */
const MOST_CHOICES = 20;

/** Each value of the optional parameters that have but a few: they are those that decide what an answer holds. */
function parameterChoices(planning: Planning, own: OwnItems, required: Template): readonly Case[] {
  return required.operation.parameters
    .filter((parameter) => parameter.location !== 'path' && !isLeftAlone(parameter))
    .flatMap((parameter) =>
      choicesOf(planning, parameter)
        .slice(0, MOST_CHOICES)
        .flatMap((value) => {
          const place = `${parameter.location}-${parameter.name}/${value}`;
          const title = `${parameter.name} ${value}`;
          const laws = filterLaws(planning, own, required.operation, { parameter, value });
          return validCase(planning, own, withParameter(required, parameter, value), { place, title, laws });
        }),
    );
}

/** Where the parameter has the name of a member of the list's items, these have that value. */
function filterLaws(
  { description, resources }: Planning,
  own: OwnItems,
  operation: Operation,
  { parameter, value }: { readonly parameter: Parameter; readonly value: string | boolean },
): readonly Law[] {
  const resource = resources.find(({ list }) => list === operation);
  const found = resource && listPlaceOf(description, resource);
  if (found === undefined || ANY.test(String(value))) return [];
  if (!filtersOf(description, operation, found.item).includes(parameter)) return [];
  if (isSwitch(memberFiltersOf(description, operation, found.item), parameter)) return [];
  const shown = own.before.length;
  const { envelope } = found.place;
  return [{ kind: 'filtered', by: shown, shown, at: envelope, name: parameter.name, value }];
}

function choicesOf({ description }: Planning, { schema }: Parameter): readonly (string | boolean)[] {
  const { primitives, strings, allowsArray, allowsObject } = shapeOf(description.document, schema);
  if (allowsArray || allowsObject || primitives.length !== 1) return [];
  return primitives[0] === 'boolean' ? [true, false] : [...strings];
}

function bodyExamples(planning: Planning, own: OwnItems, required: Template): readonly Case[] {
  const content = required.operation.requestBody?.content ?? [];
  return content.flatMap((mediaType) =>
    mediaType.examples.flatMap((example) => {
      const { name, value } = example;
      const template = { ...required, body: { mediaType, value } };
      const paired = pairedStatuses(required.operation, example);
      const facts = { place: `body/${name}`, title: `the documented body ${name}`, maker: 'example', paired };
      return validCase(planning, own, template, facts);
    }),
  );
}

import { canExpress } from '../../../codec/parameters/parameter-codec.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { weakest } from '../../../description/model/source.ts';
import { isCursor } from '../../../description/resources/cursor-parameter.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import type { Case } from '../../case/case.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { takenOrRefused } from '../requests/expectations.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { parameterValue, toRequestPlan, withParameter } from '../requests/template.ts';
import { validTemplate, violationsOf } from '../requests/valid-template.ts';
import { ownItemsFor } from '../setup/own-items.ts';
import { edgesOf } from '../values/boundary-variants.ts';
import { placeOf } from './invalid.ts';
import { subjectCase } from './single-request-case.ts';

/** Cursors that no answer has given. A server may refuse them; one that takes them apart must not fall over them. */
export const makeMadeUpCursors: Maker = (planning, operation) => {
  const { document } = planning.description;
  const own = ownItemsFor(planning, operation);
  const least = validTemplate(planning, operation, false, own.bound);
  const cursors = operation.parameters.filter((parameter) => isCursor(document, parameter));
  if (least === undefined) return [];
  return cursors.flatMap((parameter) =>
    valuesOf(planning, parameter, operation.id).flatMap(({ rule, title, value }): readonly Case[] => {
      const template = withParameter(least, parameter, value);
      const request = toRequestPlan(template, fullCredentials(planning, operation));
      if (request === undefined || violationsOf(planning, template).length > 0) return [];
      return [
        subjectCase(planning, operation, {
          maker: 'boundary',
          place: `${placeOf(parameter)}/${rule}`,
          title: `${parameter.location} parameter ${parameter.name} ${title}`,
          phase: 'boundaries',
          provenance: weakest(operation.source.provenance, parameter.source.provenance),
          own,
          request,
          expect: takenOrRefused(operation),
          rule: parameter.pointer,
        }),
      ];
    }),
  );
};

function valuesOf({ description }: Planning, parameter: Parameter, operationId: string) {
  const value = parameterValue(description, parameter, undefined);
  if (value === undefined) return [];
  const shape = shapeOf(description.document, parameter.schema);
  const edges = [...edgesOf(description, parameter.schema, value, operationId)].flatMap(
    ({ rule, title, replacements }) =>
      replacements.slice(0, 1).map((replacement) => ({ rule, title, value: replacement })),
  );
  return [{ rule: 'made-up', title: 'made up', value }, ...edges].filter(
    (one) => one.value !== undefined && canExpress(parameter, shape, one.value),
  );
}

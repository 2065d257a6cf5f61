import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { weakest } from '../../../description/model/source.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import type { Case, Expectation } from '../../case/case.ts';
import { answeredStatuses } from '../../case/statuses.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { toRequestPlan, type Template, withParameter } from '../requests/template.ts';
import { validTemplate } from '../requests/valid-template.ts';
import { ownItemsFor } from '../setup/own-items.ts';
import { subjectCase } from './single-request-case.ts';

/**
 * A query parameter that is no list, given twice. Servers may refuse it, or take one of the values; one that reads
 * a list where it expects a text must not fall over it.
 */
export const makeRepeated: Maker = (planning, operation) => {
  const own = ownItemsFor(planning, operation);
  const full = validTemplate(planning, operation, true, own.bound);
  const least = validTemplate(planning, operation, false, own.bound);
  if (full === undefined || least === undefined) return [];
  return [...full.parameters].flatMap(([parameter, value]): readonly Case[] => {
    const template = withParameter(least, parameter, value);
    const request = isSingle(planning, parameter) && repeated(planning, template, { parameter, value });
    if (request === false || request === undefined) return [];
    const expect: Expectation = {
      outcome: 'any',
      statuses: answeredStatuses(operation),
      confidence: 'definite',
    };
    return [
      subjectCase(planning, operation, {
        maker: 'given-twice',
        place: `query/${parameter.name}`,
        title: `query parameter ${parameter.name} given twice`,
        phase: 'negatives',
        provenance: weakest(operation.source.provenance, parameter.source.provenance),
        own,
        request,
        expect,
      }),
    ];
  });
};

function isSingle({ description }: Planning, { location, schema, content }: Parameter): boolean {
  const shape = shapeOf(description.document, schema);
  const isText = content !== undefined || (shape.isKnown && !shape.allowsArray && !shape.allowsObject);
  return location === 'query' && isText;
}

function repeated(
  planning: Planning,
  template: Template,
  { parameter, value }: { readonly parameter: Parameter; readonly value: unknown },
) {
  const request = toRequestPlan(template, fullCredentials(planning, template.operation));
  const pair = encodeParameter(parameter, value);
  return request && { ...request, target: `${request.target}&${pair}` };
}

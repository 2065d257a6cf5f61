import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { generated } from '../../../generate/generate-value.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import type { Case, Expectation, RequestPlan } from '../../case/case.ts';
import type { Law } from '../../case/law.ts';
import { documentedStatuses, refusedStatuses } from '../../case/statuses.ts';
import { violationKeys } from '../../case/violation-keys.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { accepted } from '../requests/expectations.ts';
import { makeCase } from '../requests/make-case.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { toRequestPlan } from '../requests/template.ts';
import { truncatedJson, truncatedBody } from '../requests/truncated-body.ts';
import { hasInventedPathItem, validTemplate } from '../requests/valid-template.ts';
import { parentItemsOf, ownItemsFor, type OwnItems } from '../setup/own-items.ts';
import { subjectCase } from './single-request-case.ts';

/** Requests that are wrong as HTTP goes: a body that is no JSON, another content type, an `Accept` that nothing fits. */
export const makeProtocol: Maker = (planning, operation) => {
  const own = ownItemsFor(planning, operation);
  const full = validTemplate(planning, operation, true, own.bound);
  const least = validTemplate(planning, operation, false, own.bound);
  const template = least?.body === undefined && full?.body !== undefined ? full : least;
  const request = template && toRequestPlan(template, fullCredentials(planning, operation));
  if (template === undefined || request === undefined) return [];
  // what cannot even be read is 400 (RFC 9110, section 15.5.1), whatever else is documented
  const refused = [...new Set([...refusedStatuses(operation), '400'])];
  const make = (maker: string, title: string, changed: RequestPlan, expect: Expectation): Case =>
    subjectCase(planning, operation, {
      maker,
      place: '',
      title,
      phase: 'negatives',
      provenance: operation.source.provenance,
      own,
      request: changed,
      expect,
    });
  const cases: Case[] = [];
  if (template.body !== undefined && isJsonContent(template.body.mediaType)) {
    const cut = { ...request, body: truncatedJson(request.body ?? '') };
    cases.push(
      make('malformed-json', 'a body that is cut off', cut, {
        outcome: 'refused',
        statuses: refused,
        confidence: 'definite',
      }),
    );
  }
  const unreadable = truncatedBody(request);
  if (unreadable !== undefined && violationKeys(planning.validator, operation, unreadable.request) !== '') {
    cases.push(
      make(unreadable.maker, 'a body that is cut off', unreadable.request, {
        outcome: 'refused',
        statuses: refused,
        confidence: 'likely',
      }),
    );
  }
  if (template.body !== undefined) {
    const headers = { ...request.headers, 'content-type': 'application/x-unknown' };
    const statuses = [...refused, '415'];
    cases.push(
      make(
        'content-type',
        'a body of another content type',
        { ...request, headers },
        { outcome: 'refused', statuses, confidence: 'likely' },
      ),
    );
  }
  const headers = { ...request.headers, accept: 'application/x-unknown' };
  const isOthers = hasInventedPathItem(planning, template);
  const statuses = [...accepted(operation).statuses, ...(isOthers ? ['404', '410'] : []), '406'];
  cases.push(
    make(
      'accept',
      'an Accept that nothing fits',
      { ...request, headers },
      { outcome: 'any', statuses, confidence: 'likely' },
    ),
  );
  return cases;
};

/** An operation on an item that nobody has: whatever the description says, but no server error. */
export const makeUnknownItem: Maker = (planning, operation) => {
  const resource = planning.resources.find(({ itemPath }) => itemPath === operation.path);
  if (resource === undefined) return [];
  const own = withItem(planning, operation, resource);
  const bound = { ...own.bound, [resource.parameter]: unknownIdentifier(planning, resource) };
  const template = validTemplate(planning, operation, true, bound);
  const request = template && toRequestPlan(template, fullCredentials(planning, operation));
  if (request === undefined) return [];
  const statuses = [...documentedStatuses(operation), '404', '410', '400', '422'];
  const schema = operation === resource.read ? successContent(operation)?.schema : undefined;
  const shown = itemPlaceIn(planning.description, schema, resource);
  const isSaid = operation.responses.some(({ status }) => status === '404' || status === '410');
  const asked = bound[resource.parameter];
  const law: Law | undefined =
    shown && isSaid && asked !== undefined
      ? {
          kind: 'otherItem',
          by: own.before.length,
          shown: own.before.length,
          at: shown.envelope,
          key: shown.key,
          asked,
        }
      : undefined;
  return [
    subjectCase(planning, operation, {
      ...(law && { laws: [law] }),
      maker: 'unknown-item',
      place: resource.parameter,
      title: `an item that does not exist`,
      phase: 'boundaries',
      provenance: operation.source.provenance,
      own: { ...own, bound },
      request,
      expect: { outcome: 'any', statuses, confidence: 'likely' },
    }),
  ];
};

/** Beside one that there is, where it is read: who looks for nobody may get anybody. */
function withItem(planning: Planning, operation: Operation, resource: Resource): OwnItems {
  return operation === resource.read
    ? ownItemsFor(planning, operation)
    : parentItemsOf(planning, operation.path);
}

/** A whole number, which fits where identifiers are numbers, and where they are any text; else what fits. */
function unknownIdentifier(
  { description, seed }: Planning,
  { parameter, parameterSchema }: Resource,
): string {
  const number = 900_000_000 + ((seed * 7_919) % 99_999_999);
  if (parameterSchema === undefined) return String(number);
  const validate = description.validators.of(parameterSchema, 'request');
  const options = { seed, names: [parameter, 'unknown'], direction: 'request' } as const;
  const candidates = [number, String(number), generated(description, parameterSchema, options)];
  const found = candidates.find((one) => one !== undefined && validate(one).length === 0);
  const isText = typeof found === 'string' || typeof found === 'number';
  return isText ? encodeURIComponent(String(found)) : String(number);
}

export const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'];

/** `/things/search` may be a thing called `search` to a method that only `/things/{id}` has. */
function answersAt(operations: readonly Operation[], method: string, target: string): boolean {
  return operations.some(
    (operation) => operation.method === method && pathCaptures(operation.path, target) !== undefined,
  );
}

/** Each method that the path of an operation does not have. `first`: the first operation of the path. */
export function makeUndocumentedMethods(planning: Planning, first: Operation): readonly Case[] {
  const { operations } = planning.description;
  const template = validTemplate(planning, first, false);
  const request =
    template &&
    toRequestPlan({ ...template, body: undefined }, fullCredentials(planning, template.operation));
  if (request === undefined) return [];
  const missing = METHODS.filter((method) => !answersAt(operations, method, request.target));
  return missing.map((method) =>
    makeCase(planning, {
      operationId: `${method} ${first.path}`,
      maker: 'undocumented-method',
      place: '',
      title: `${method}, which is not documented`,
      phase: 'negatives',
      provenance: first.source.provenance,
      steps: [
        {
          name: 'request',
          role: 'subject',
          operationId: undefined,
          request: { ...request, method, headers: { accept: '*/*' } },
          expect: METHOD_REFUSED,
          bind: {},
        },
      ],
    }),
  );
}

const METHOD_REFUSED: Expectation = {
  outcome: 'methodRefused',
  statuses: ['405', '404', '501', '400', '401', '403'],
  confidence: 'likely',
};

import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import type { Case, Expectation, RequestPlan } from '../../case/case.ts';
import { refusedStatuses } from '../../case/statuses.ts';
import { violationKeys } from '../../case/violation-keys.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { accepted, bodyConfidence } from '../requests/expectations.ts';
import { makeCase } from '../requests/make-case.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { toRequestPlan } from '../requests/template.ts';
import { truncatedJson, truncatedBody } from '../requests/truncated-body.ts';
import { hasInventedPathItem, validTemplate } from '../requests/valid-template.ts';
import { itemParameters } from '../values/identifying-parameters.ts';
import { unknownIdentifier } from '../values/unknown-identifier.ts';
import { ownItemsFor } from '../setup/own-items.ts';
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
        confidence: bodyConfidence(operation, 'definite'),
      }),
    );
  }
  const unreadable = truncatedBody(request);
  if (unreadable !== undefined && violationKeys(planning.validator, operation, unreadable.request) !== '') {
    cases.push(
      make(unreadable.maker, 'a body that is cut off', unreadable.request, {
        outcome: 'refused',
        statuses: refused,
        confidence: bodyConfidence(operation, 'likely'),
      }),
    );
  }
  if (template.body !== undefined) {
    const headers = { ...request.headers, 'content-type': 'application/x-unknown' };
    const title = 'a body of another content type';
    cases.push(make('content-type', title, { ...request, headers }, ofAnotherType(operation, refused)));
  }
  const headers = { ...request.headers, accept: 'application/x-unknown' };
  const isOthers = hasInventedPathItem(planning, template);
  const { statuses: right, tolerated = [] } = accepted(operation);
  const statuses = [...right, ...(isOthers ? ['404', '410'] : []), '406'];
  cases.push(
    make(
      'accept',
      'an Accept that nothing fits',
      { ...request, headers },
      { outcome: 'any', statuses, confidence: 'likely', tolerated },
    ),
  );
  return cases;
};

/** A body that may be left out may be ignored as well. */
function ofAnotherType(operation: Operation, refused: readonly string[]): Expectation {
  const statuses = [...refused, '415'];
  if (operation.requestBody?.required === true) {
    return { outcome: 'refused', statuses, confidence: bodyConfidence(operation, 'likely') };
  }
  const { statuses: right } = accepted(operation);
  return { outcome: 'any', statuses: [...right, ...statuses], confidence: 'likely' };
}

export const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'];

/** `/things/search` may be a thing called `search` to a method that only `/things/{id}` has. */
function answersAt(operations: readonly Operation[], method: string, target: string): boolean {
  return operations.some(
    (operation) => operation.method === method && pathCaptures(operation.path, target) !== undefined,
  );
}

/**
 * Each method that the path of an operation does not have, about an item that hardly exists: it may be carried out.
 * `first`: the first operation of the path.
 */
export function makeUndocumentedMethods(planning: Planning, first: Operation): readonly Case[] {
  const { operations } = planning.description;
  const bound = itemParameters(planning.description, first).map(({ name, schema }) => [
    name,
    unknownIdentifier(planning, name, schema),
  ]);
  const template = validTemplate(planning, first, false, Object.fromEntries(bound) as Record<string, string>);
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

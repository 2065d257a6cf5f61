import { formatPointer } from '../../../base/json-pointer.ts';
import { memoised, weaklyMemoised } from '../../../base/memoise.ts';
import { pathCaptures } from '../../../description/document/path-template.ts';
import type { MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation, Response } from '../../../description/model/operation.ts';
import { describedBy, parseMediaType } from '../../../http/media-type.ts';
import { headerValue, type RawRequest } from '../../../http/message.ts';
import type { RequestValidation, RequestValues } from '../../../validation/validate-request.ts';
import type { Validator } from '../../../validation/validator.ts';
import type { Violation } from '../../../validation/violation.ts';
import type { Exchange } from '../../case/exchange.ts';
import { writeRequest } from '../../case/write-request.ts';
import type { CaseResult } from '../../run/state/case-result.ts';
import { Constraints, contentSchemas, type PassedSchemas } from './constraints.ts';
import { examplesIn, requestExamples } from './request-examples.ts';
import { valuesAt } from './values-at.ts';

/** What the requests of one operation had; all by JSON Pointers into the description. */
interface SentParts {
  /** The constraints that a value kept. */
  readonly satisfied: Set<string>;
  readonly broken: Set<string>;
  /** The parameters, media types and examples of valid requests. */
  readonly parts: Set<string>;
}

/** Collects which parts of a description the messages of a run had. */
export class MessageCoverage {
  /** The constraints of bodies that a response had a value for. */
  readonly responses: Set<string> = new Set();
  /** The links that were followed. */
  readonly links: Set<string> = new Set();
  /** As `hadMediaType` asks for them: responses may be shared. */
  readonly #seenTypes = new Set<string>();
  readonly #validator: Validator;
  readonly #requests: Constraints;
  readonly #responses: Constraints;
  readonly #sent = memoised<string, SentParts>(() => ({
    satisfied: new Set(),
    broken: new Set(),
    parts: new Set(),
  }));

  constructor(validator: Validator) {
    this.#validator = validator;
    this.#requests = new Constraints(validator.description, 'request');
    this.#responses = new Constraints(validator.description, 'response');
  }

  /** Returns what the requests of an operation had. */
  sent({ id }: Pick<Operation, 'id'>): Readonly<Record<keyof SentParts, ReadonlySet<string>>> {
    return this.#sent(id);
  }

  /** Returns all constraints of an operation's requests. */
  constraintsOf(operation: Operation): ReadonlySet<string> {
    return this.#requests.ofRequests(operation);
  }

  /** Returns the constraints of the bodies of some content of a response, without those of schemas that are passed. */
  constraintsOfContent(content: readonly MediaType[], passed: PassedSchemas): ReadonlySet<string> {
    return this.#responses.ofContent(content, passed);
  }

  /** True where a response of the operation had a media type. */
  hadMediaType({ id }: Pick<Operation, 'id'>, { status }: Response, range: string): boolean {
    return this.#seenTypes.has(JSON.stringify([id, status, range]));
  }

  /** Adds the messages of a case. */
  add({ case: one, exchanges }: Pick<CaseResult, 'case' | 'exchanges'>): void {
    for (const exchange of exchanges) {
      if (exchange.operation === undefined) continue;
      this.#addRequest(exchange.operation, exchange);
      this.#addResponse(exchange);
    }
    const sent = new Set(exchanges.map(({ index }) => index));
    for (const law of one.laws) {
      if (law.kind === 'linked' && sent.has(law.shown)) this.links.add(law.rule);
    }
  }

  #addRequest(operation: Operation, { request, step }: Exchange): void {
    const validation = this.#validate(operation, request);
    const { satisfied, broken, parts } = this.#sent(operation.id);
    const violated = validation.violations.length === 0 ? [] : validation.rankedViolations();
    for (const one of violated) broken.add(ruleOf(one));
    const brokenThere = new Set(violated.map((one) => `${ruleOf(one)} ${one.where} ${one.pointer}`));
    for (const [pointer, where, at] of this.#kept(operation, request, validation.values)) {
      const isBroken = brokenThere.size > 0 && brokenThere.has(`${pointer} ${where} ${at}`);
      if (!isBroken) satisfied.add(pointer);
    }
    if (violated.length > 0) return;
    for (const pointer of partsOf(operation, request, validation.values)) parts.add(pointer);
    if (!hasExamples(operation)) return;
    // an example is sent with values of the run where no two items may share them
    const planned = step.named === undefined ? undefined : writeRequest(step.named);
    const given = planned && this.#validate(operation, planned).values;
    for (const { pointer } of examplesIn(operation, [validation.values, ...(given ? [given] : [])])) {
      parts.add(pointer);
    }
  }

  #validate(operation: Operation, request: RawRequest): RequestValidation {
    const captures = pathCaptures(operation.path, request.target) ?? new Map<string, string>();
    return this.#validator.request(operation)(request, captures, { fillsDefaults: false });
  }

  /** Returns the constraints that speak of a part of a request, with that part. */
  #kept(
    operation: Operation,
    request: RawRequest,
    values: RequestValues,
  ): readonly (readonly [pointer: string, where: string, at: string])[] {
    const { parameters, requestBody } = operation;
    const given = parameters.filter(({ location, name }) => Object.hasOwn(valuesAt(values, location), name));
    const ofParameters = given.flatMap(({ schema, content, pointer, location, name }) => {
      const value = valuesAt(values, location)[name];
      const found = this.#requests.about({ schema, isText: content === undefined }, value);
      return [
        [`${pointer}/required`, location, ''] as const,
        ...found.map(([rule, at]) => [rule, location, `${formatPointer([name])}${at}`] as const),
      ];
    });
    if (values.body === undefined || requestBody === undefined) return ofParameters;
    const mediaType = mediaTypeOf(requestBody.content, request);
    const found = mediaType === undefined ? [] : this.#aboutBody(this.#requests, mediaType, values.body);
    return [
      ...ofParameters,
      [`${requestBody.pointer}/required`, 'body', ''],
      ...found.map(([rule, at]) => [rule, 'body', at] as const),
    ];
  }

  #addResponse({ operation, validation }: Exchange): void {
    const { response, mediaType, body } = validation ?? {};
    if (operation === undefined || response === undefined || mediaType === undefined) return;
    this.#seenTypes.add(JSON.stringify([operation.id, response.status, mediaType.range]));
    if (body === undefined) return;
    for (const [pointer] of this.#aboutBody(this.#responses, mediaType, body)) this.responses.add(pointer);
  }

  #aboutBody(constraints: Constraints, mediaType: MediaType, body: unknown) {
    const [first, second] = contentSchemas(mediaType);
    const isList = mediaType.itemSchema !== undefined && Array.isArray(body);
    const whole = mediaType.schema === undefined || first === undefined ? [] : constraints.about(first, body);
    const ofItems = mediaType.schema === undefined ? first : second;
    if (!isList || ofItems === undefined) return whole;
    const list = body as readonly unknown[];
    const inside = list.flatMap((item, index) =>
      constraints.about(ofItems, item).map(([pointer, at]) => [pointer, `/${index}${at}`] as const),
    );
    return [...whole, ...inside];
  }
}

const hasExamples = weaklyMemoised((operation: Operation) => requestExamples(operation).length > 0);

/** Returns the JSON Pointer to the keyword that a request breaks; of a missing parameter, it is to its `required`. */
function ruleOf({ descriptionPointer, keyword }: Violation): string {
  return descriptionPointer.endsWith(`/${keyword}`) ? descriptionPointer : `${descriptionPointer}/${keyword}`;
}

function mediaTypeOf(content: readonly MediaType[], { headers }: RawRequest): MediaType | undefined {
  const type = parseMediaType(headerValue(headers, 'content-type') ?? content[0]?.range ?? '');
  return type && describedBy(content, type);
}

/** Returns the pointers of the parameters and of the media type that a request has. */
function partsOf(
  { parameters, requestBody }: Operation,
  request: RawRequest,
  values: RequestValues,
): readonly string[] {
  const given = parameters.filter(({ location, name }) => Object.hasOwn(valuesAt(values, location), name));
  const mediaType = values.body === undefined ? undefined : mediaTypeOf(requestBody?.content ?? [], request);
  return [...given, ...(mediaType ? [mediaType] : [])].map(({ pointer }) => pointer);
}

import { formatPointer } from '../../../base/json-pointer.ts';
import type { Token } from '../../../base/json-tree.ts';
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
import { Constraints, type PassedSchemas } from './constraints.ts';
import { Saturation } from './saturation.ts';
import { examplesIn, requestExamples } from './request-examples.ts';
import { valuesAt } from './values-at.ts';

/** What the requests of one operation had; all by JSON Pointers into the description. */
interface SentParts {
  /** The constraints that a value kept. */
  readonly satisfied: Set<string>;
  readonly broken: Set<string>;
  /** The parameters, media types and examples of valid requests. */
  readonly parts: Set<string>;
  readonly saturation: Saturation;
}

type SentKind = 'satisfied' | 'broken' | 'parts';

/** Collects which parts of a description the messages of a run had. */
export class MessageCoverage {
  /** The constraints of bodies that a response had a value for. */
  readonly responses: Set<string> = new Set();
  /** The links that were followed. */
  readonly links: Set<string> = new Set();
  /** By operation, since responses may be shared, as `hadMediaType` asks for them. */
  readonly #seenTypes = memoised<string, Set<string>>(() => new Set());
  readonly #validator: Validator;
  readonly #requests: Constraints;
  readonly #responses: Constraints;
  readonly #sent = memoised<string, SentParts>(() => ({
    satisfied: new Set(),
    broken: new Set(),
    parts: new Set(),
    saturation: new Saturation(),
  }));
  /** By media type: the bodies of several responses may have the same. */
  readonly #saturations = memoised<MediaType, Saturation>(() => new Saturation());

  constructor(validator: Validator) {
    this.#validator = validator;
    this.#requests = new Constraints(validator.description, 'request');
    this.#responses = new Constraints(validator.description, 'response');
  }

  /** Returns what the requests of an operation had. */
  sent({ id }: Pick<Operation, 'id'>): Readonly<Record<SentKind, ReadonlySet<string>>> {
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
  hadMediaType({ id }: Pick<Operation, 'id'>, response: Response, range: string): boolean {
    return this.#seenTypes(id).has(typeKey(response, range));
  }

  /** Adds the messages of a case. */
  add({ case: one, exchanges }: Pick<CaseResult, 'case' | 'exchanges'>): void {
    for (const exchange of exchanges) {
      if (exchange.operation === undefined) continue;
      this.#noteRequest(exchange.operation, exchange);
      this.#addResponse(exchange);
    }
    const sent = new Set(exchanges.map(({ index }) => index));
    for (const law of one.laws) {
      if (law.kind === 'linked' && sent.has(law.shown)) this.links.add(law.rule);
    }
  }

  /** Adds a request of an operation, unless its requests have had all that there is. */
  #noteRequest(operation: Operation, exchange: Exchange): void {
    const sent = this.#sent(operation.id);
    if (sent.saturation.isReached) return;
    const before = sizeOf(sent);
    this.#addRequest(operation, exchange);
    sent.saturation.note(sizeOf(sent) > before, () => this.#isWhole(operation));
  }

  /** True where no request of an operation can add anything. */
  #isWhole(operation: Operation): boolean {
    const { satisfied, broken, parts } = this.#sent(operation.id);
    const { parameters, requestBody } = operation;
    const all = [...parameters, ...(requestBody?.content ?? []), ...requestExamples(operation)];
    return (
      all.every(({ pointer }) => parts.has(pointer)) &&
      [...this.constraintsOf(operation)].every((pointer) => satisfied.has(pointer) && broken.has(pointer))
    );
  }

  #addRequest(operation: Operation, { request, step }: Exchange): void {
    const { violations, values, rankedViolations } = this.#validate(operation, request);
    const { broken, parts } = this.#sent(operation.id);
    const violated = violations.length === 0 ? [] : rankedViolations();
    for (const one of violated) broken.add(ruleOf(one));
    const given = partsOf(operation).filter(({ location, name }) =>
      Object.hasOwn(valuesAt(values, location), name),
    );
    const mediaType =
      values.body === undefined ? undefined : mediaTypeOf(operation.requestBody?.content ?? [], request);
    this.#addKept(operation, { values, given, mediaType }, violated);
    if (violated.length > 0) return;
    for (const { pointer } of given) parts.add(pointer);
    if (mediaType !== undefined) parts.add(mediaType.pointer);
    if (!hasExamples(operation)) return;
    // an example is sent with values of the run where no two items may share them
    const planned = step.named === undefined ? undefined : writeRequest(step.named);
    const likewise = planned && this.#validate(operation, planned).values;
    for (const { pointer } of examplesIn(operation, [values, ...(likewise ? [likewise] : [])])) {
      parts.add(pointer);
    }
  }

  #validate(operation: Operation, request: RawRequest): RequestValidation {
    const captures = pathCaptures(operation.path, request.target) ?? new Map<string, string>();
    return this.#validator.request(operation)(request, captures, { fillsDefaults: false });
  }

  /** Adds the constraints that speak of a part of a request, without those that it breaks there. */
  #addKept(
    { id, requestBody }: Operation,
    { values, given, mediaType }: GivenParts,
    violated: readonly Violation[],
  ): void {
    const { satisfied } = this.#sent(id);
    const brokenThere = new Set(violated.map((one) => `${ruleOf(one)} ${one.where} ${one.pointer}`));
    const keptIn = (where: string, around: readonly Token[]) => (pointer: string, path: readonly Token[]) => {
      const isBroken =
        brokenThere.size > 0 && brokenThere.has(`${pointer} ${where} ${formatPointer([...around, ...path])}`);
      if (!isBroken) satisfied.add(pointer);
    };
    for (const { location, name, required, described } of given) {
      keptIn(location, [])(required, []);
      this.#requests.about(described, valuesAt(values, location)[name], keptIn(location, [name]));
    }
    if (values.body === undefined || requestBody === undefined) return;
    const kept = keptIn('body', []);
    kept(`${requestBody.pointer}/required`, []);
    if (mediaType !== undefined) this.#requests.aboutBody(mediaType, values.body, kept);
  }

  #addResponse({ operation, validation }: Exchange): void {
    const { response, mediaType, body } = validation ?? {};
    if (operation === undefined || response === undefined || mediaType === undefined) return;
    this.#seenTypes(operation.id).add(typeKey(response, mediaType.range));
    const saturation = this.#saturations(mediaType);
    if (body === undefined || saturation.isReached) return;
    const before = this.responses.size;
    this.#responses.aboutBody(mediaType, body, (pointer) => this.responses.add(pointer));
    saturation.note(this.responses.size > before, () => this.#hasAll(mediaType));
  }

  /** True where no body of a media type can add anything. */
  #hasAll(mediaType: MediaType): boolean {
    const passed = { inJson: new Set<string>(), inTexts: new Set<string>() };
    return [...this.#responses.ofContent([mediaType], passed)].every((pointer) =>
      this.responses.has(pointer),
    );
  }
}

function sizeOf({ satisfied, broken, parts }: SentParts): number {
  return satisfied.size + broken.size + parts.size;
}

/** What a request has of its operation's parameters and content. */
interface GivenParts {
  readonly values: RequestValues;
  readonly given: ReturnType<typeof partsOf>;
  readonly mediaType: MediaType | undefined;
}

/** Returns the parameters of an operation, with the JSON Pointers to their `required`, and as `Constraints` takes them. */
const partsOf = weaklyMemoised(({ parameters }: Operation) =>
  parameters.map(({ location, name, pointer, schema, content }) => ({
    location,
    name,
    pointer,
    required: `${pointer}/required`,
    described: { schema, isText: content === undefined },
  })),
);

function typeKey({ status }: Response, range: string): string {
  return `${status} ${range}`;
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

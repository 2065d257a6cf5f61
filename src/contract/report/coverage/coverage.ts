import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { CaseResult } from '../../run/state/case-result.ts';
import { partlyReadLists, type PartlyReadList } from '../reach/partly-read-lists.ts';
import type { PassedSchemas } from './constraints.ts';
import type { MessageCoverage } from './message-coverage.ts';
import { requestExamples } from './request-examples.ts';
import { statusCoverage, type StatusCoverage } from './status-coverage.ts';

/** How much of a description the messages of a run cover. */
export interface Coverage<Unseen, Gap> {
  /** `succeeded`: with a response of 2XX. */
  readonly operations: { readonly documented: number; readonly succeeded: number };
  readonly statuses: Seen;
  /** Those that a valid request had. */
  readonly parameters: Sent;
  /** Of valid requests, and of responses. */
  readonly mediaTypes: Seen;
  /** Of parameters and of request bodies; one counts where a valid request had its value, but for values of the run. */
  readonly examples: Sent;
  readonly links: { readonly documented: number; readonly followed: number };
  /** The keywords of schemas that a value can break, each once for an operation. */
  readonly constraints: {
    /** The last four add up to the first: each was `satisfied` alone, `broken` alone, `both`, or `neither`. */
    readonly requests: Readonly<Record<'documented' | 'satisfied' | 'broken' | 'both' | 'neither', number>>;
    /** Those of bodies, each once for the description; seen where a body had a value that they speak of. */
    readonly responses: Seen;
  };
  /** What each operation documents. */
  readonly documented: readonly DocumentedParts[];
  /** The documented statuses that no response had. */
  readonly unseen: readonly Unseen[];
  /** The other parts that no message had. */
  readonly gaps: readonly Gap[];
  /** The lists that were not read as a whole, and what that leaves open. */
  readonly lists: readonly PartlyReadList[];
}

interface Seen {
  readonly documented: number;
  readonly seen: number;
}

interface Sent {
  readonly documented: number;
  readonly sent: number;
}

/** How many parts of each kind an operation documents; what is not covered of them is among the gaps. */
export interface DocumentedParts extends Readonly<
  Record<'parameters' | 'mediaTypes' | 'examples' | 'links' | 'constraints', number>
> {
  readonly operationId: string;
  /** Whether a request of it was sent, and whether one was answered with 2XX. */
  readonly isSent: boolean;
  readonly hasSucceeded: boolean;
  readonly statuses: readonly string[];
}

/** A part of the description that no message had. */
export interface CoverageGap {
  readonly kind: GapKind;
  readonly operation: Operation;
  /** The name of the parameter, media type, example or link, or the keyword of the constraint. */
  readonly name: string;
  /** JSON Pointer into the description. */
  readonly pointer: string;
  /** The status of the response; absent for what is of requests. */
  readonly status?: string;
}

/** `notBroken`: a constraint of requests that was kept, and never broken; `notSatisfied`, the other way round. */
export type GapKind =
  | 'parameter'
  | 'mediaType'
  | 'example'
  | 'link'
  | 'notSatisfied'
  | 'notBroken'
  | 'neither'
  | 'unseenConstraint';

/** Counts what the results of a run, and its messages, cover. */
export function coverageOf(
  description: Description,
  results: readonly CaseResult[],
  messages: MessageCoverage,
): Coverage<string, CoverageGap> {
  const { operations } = description;
  const statuses = statusCoverage(description, results);
  const parts = operations.flatMap((operation) => partsOf(operation, messages));
  const constraints = operations.flatMap((operation) => requestConstraints(operation, messages));
  const passed = { inJson: new Set<string>(), inTexts: new Set<string>() };
  const bodies = distinct(
    operations.flatMap((operation) => responseConstraints(operation, messages, passed)),
  );
  const counted = (kind: GapKind) => {
    const own = parts.filter((part) => part.kind === kind);
    return { documented: own.length, covered: own.filter(({ isCovered }) => isCovered).length };
  };
  const [parameters, mediaTypes, examples, links] = [
    counted('parameter'),
    counted('mediaType'),
    counted('example'),
    counted('link'),
  ];
  const count = (kind: string) => constraints.filter((one) => one.kind === kind).length;
  const both = constraints.filter(({ isCovered }) => isCovered).length;
  return {
    operations: { documented: operations.length, succeeded: statuses.succeeded.size },
    statuses: statuses.counts,
    unseen: statuses.unseen,
    parameters: { documented: parameters.documented, sent: parameters.covered },
    mediaTypes: { documented: mediaTypes.documented, seen: mediaTypes.covered },
    examples: { documented: examples.documented, sent: examples.covered },
    links: { documented: links.documented, followed: links.covered },
    constraints: {
      requests: {
        documented: constraints.length,
        satisfied: count('notBroken') - both,
        broken: count('notSatisfied'),
        both,
        neither: count('neither'),
      },
      responses: { documented: bodies.length, seen: bodies.filter(({ isCovered }) => isCovered).length },
    },
    documented: operations.map((operation) => documentedParts(operation, messages, statuses)),
    gaps: [...parts, ...constraints, ...bodies]
      .filter(({ isCovered }) => !isCovered)
      .map(({ kind, operation, name, pointer, status }) => ({
        kind,
        operation,
        name,
        pointer,
        ...(status !== undefined && { status }),
      })),
    lists: partlyReadLists(results),
  };
}

/** A part of the description; `kind` says what it would be as a gap. */
interface Part extends CoverageGap {
  readonly isCovered: boolean;
}

function partsOf(operation: Operation, messages: MessageCoverage): readonly Part[] {
  const { parts } = messages.sent(operation);
  const content = operation.requestBody?.content ?? [];
  const ofRequests = [
    ...operation.parameters.map(({ name, location, pointer }) => ({
      kind: 'parameter' as const,
      name: `${location} ${name}`,
      pointer,
    })),
    ...content.map(({ range, pointer }) => ({ kind: 'mediaType' as const, name: range, pointer })),
    ...requestExamples(operation).map(({ name, pointer }) => ({ kind: 'example' as const, name, pointer })),
  ];
  const ofResponses = operation.responses.flatMap((response) => [
    ...response.content.map(({ range, pointer }) => ({
      kind: 'mediaType' as const,
      name: range,
      pointer,
      status: response.status,
      isCovered: messages.hadMediaType(operation, response, range),
    })),
    ...response.links.map(({ name, pointer }) => ({
      kind: 'link' as const,
      name,
      pointer,
      status: response.status,
      isCovered: messages.links.has(pointer),
    })),
  ]);
  return [
    ...ofRequests.map((part) => ({ ...part, operation, isCovered: parts.has(part.pointer) })),
    ...ofResponses.map((part) => ({ ...part, operation })),
  ];
}

/** Counts what an operation documents; of constraints, those of requests. */
function documentedParts(
  operation: Operation,
  messages: MessageCoverage,
  { sent, succeeded }: StatusCoverage,
): DocumentedParts {
  const parts = partsOf(operation, messages);
  const count = (kind: GapKind) => parts.filter((part) => part.kind === kind).length;
  return {
    operationId: operation.id,
    isSent: sent.has(operation.id),
    hasSucceeded: succeeded.has(operation.id),
    statuses: operation.responses.map(({ status }) => status),
    parameters: count('parameter'),
    mediaTypes: count('mediaType'),
    examples: count('example'),
    links: count('link'),
    constraints: messages.constraintsOf(operation).size,
  };
}

function requestConstraints(operation: Operation, messages: MessageCoverage): readonly Part[] {
  const { satisfied, broken } = messages.sent(operation);
  return [...messages.constraintsOf(operation)].map((pointer) => {
    const [isKept, isBroken] = [satisfied.has(pointer), broken.has(pointer)];
    const kind = isKept ? 'notBroken' : isBroken ? 'notSatisfied' : 'neither';
    return { kind, operation, name: keywordAt(pointer), pointer, isCovered: isKept && isBroken };
  });
}

function responseConstraints(
  operation: Operation,
  messages: MessageCoverage,
  passed: PassedSchemas,
): readonly Part[] {
  return operation.responses.flatMap(({ status, content }) =>
    [...messages.constraintsOfContent(content, passed)].map((pointer) => ({
      kind: 'unseenConstraint',
      operation,
      status,
      name: keywordAt(pointer),
      pointer,
      isCovered: messages.responses.has(pointer),
    })),
  );
}

function keywordAt(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

/** Returns each place of the description once. */
function distinct(parts: readonly Part[]): readonly Part[] {
  return [...new Map(parts.toReversed().map((part) => [part.pointer, part])).values()].toReversed();
}

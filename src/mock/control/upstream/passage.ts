import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { weaklyMemoised } from '../../../base/memoise.ts';
import { headerValue, NO_BODY, type HeaderFields, type RawRequest } from '../../../http/message.ts';
import { pathOf } from '../../../http/request-target.ts';
import { createValidator } from '../../../validation/validator.ts';
import type { Violation } from '../../../validation/violation.ts';
import type { ExchangeEvent } from '../exchange-event.ts';
import { goesThrough, type PassRules } from '../passing/pass-rules.ts';
import type { PassCounts } from '../inspect/shown/settings.ts';
import { chooseOperation } from '../../match/choose-operation.ts';
import type { FoundMatch } from '../../match/router.ts';
import { namespaceOf } from '../../state/namespace.ts';

/** The API and the operation that a request is for; undefined where there is none. */
export interface PassedOperation {
  readonly description: Description;
  readonly operation: Operation;
}

/** Who responds to a request. `asksOnMissing`: the upstream does where the mock has no such item. */
export type Decision =
  | { readonly kind: 'mock'; readonly asksOnMissing: boolean; readonly found: PassedOperation | undefined }
  | { readonly kind: 'pass'; readonly found: PassedOperation | undefined }
  | { readonly kind: 'refused'; readonly reason: string; readonly found: undefined };

/** A response of the upstream. `body`: undefined where it was not read to its end, or cannot be decoded. */
export interface JudgedResponse {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array | undefined;
}

/** Decides what goes through to the upstream, and judges what comes back. */
export interface Passage {
  /** The upstream's; undefined where there is none. */
  readonly url: string | undefined;
  readonly decide: (request: RawRequest) => Decision;
  /** Returns what a response breaks of the description, the most helpful first. */
  readonly judge: (
    found: PassedOperation | undefined,
    method: string,
    response: JudgedResponse,
  ) => readonly Violation[];
  /** Counts an exchange, and tells the journal and the observer of it. */
  readonly tell: (event: ExchangeEvent, milliseconds: number) => void;
  readonly counts: () => PassCounts;
}

/** The API that has the path of a request. */
interface Routed {
  readonly engine: { readonly description: Description };
  readonly match: FoundMatch;
}

/** What decisions depend on. */
interface Deciding {
  readonly url: string | undefined;
  readonly route: (request: RawRequest) => Routed | undefined;
  readonly rulesOf: (namespace: string) => PassRules;
  readonly tell: (event: ExchangeEvent, milliseconds: number) => void;
}

/** Names who is to respond: `pass` or `mock`. */
export const WHO_FIELD = 'x-stuntdouble-upstream';

export function createPassage({ url, route, rulesOf, tell }: Deciding): Passage {
  let [passed, judged, broken] = [0, 0, 0];
  const operations = new Map<string, number>();
  return {
    url,
    decide: (request) => {
      const routed = route(request);
      const found = routed && foundIn(routed, request);
      const named = routed?.match.kind === 'disabled' ? routed.match.operation : found?.operation;
      const rules = rulesOf(namespaceOf(request.headers));
      const who = headerValue(request.headers, WHO_FIELD)?.trim().toLowerCase();
      if (who !== undefined && who !== 'pass' && who !== 'mock')
        return { kind: 'refused', reason: `${WHO_FIELD}: give pass or mock`, found: undefined };
      const passes = who === undefined ? goesThrough(rules, named, pathOf(request.target)) : who === 'pass';
      if (passes) return { kind: 'pass', found };
      const isPlain = request.headers['prefer'] === undefined && who === undefined;
      return { kind: 'mock', asksOnMissing: isPlain && rules.onMissing === 'pass', found };
    },
    judge: (found, method, { body, ...response }) => {
      if (found === undefined) return [];
      const validate = validatorOf(found.description).response(found.operation);
      return validate(
        { ...response, body: body ?? NO_BODY },
        body === undefined ? 'HEAD' : method,
      ).rankedViolations();
    },
    tell: (event, milliseconds) => {
      tell(event, milliseconds);
      if (event.upstream === undefined) return;
      passed += 1;
      if (event.operation === undefined) return;
      judged += 1;
      if (event.upstream.violations.length === 0) return;
      broken += 1;
      const { id } = event.operation;
      operations.set(id, (operations.get(id) ?? 0) + 1);
    },
    counts: () => ({ passed, judged, broken, operations: Object.fromEntries(operations) }),
  };
}

const validatorOf = weaklyMemoised(createValidator);

/** Finds the operation before the body is read. An OPTIONS that is no preflight is for what the path has. */
function foundIn({ engine, match }: Routed, request: RawRequest): PassedOperation | undefined {
  const { description } = engine;
  if (match.kind !== 'matched') return undefined;
  const options = { validator: validatorOf(description), bodyLimit: Infinity, strictQuery: false };
  return { description, operation: chooseOperation(match, request, options) };
}

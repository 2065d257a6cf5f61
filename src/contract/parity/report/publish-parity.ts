import { encodeYaml } from '../../../codec/formats/yaml-codec.ts';
import { headerValue } from '../../../http/message.ts';
import { replacePlaceholders } from '../../case/placeholder.ts';
import { responseWithoutChanging } from '../../report/changing/without-changing.ts';
import { findingMask } from '../../report/findings/finding-mask.ts';
import type { PublishedRequest, PublishedResponse } from '../../report/findings/published-finding.ts';
import type { PublishedReport } from '../../report/published-report.ts';
import { excerptOf } from '../../report/text/excerpt.ts';
import { shortened } from '../../report/text/printable.ts';
import { shellQuoted } from '../../report/text/shell-quote.ts';
import type { Side } from '../compare/sides.ts';
import type { FinishedParity } from '../judge/finished-parity.ts';
import { differenceId, type Difference, type DifferencePlace } from '../judge/difference.ts';
import { overlayActions } from '../judge/overlay-of.ts';
import { behaviourStub } from './behaviour-stub.ts';
import { matrixOf, parityOf } from './matrix.ts';
import { parityVerdict } from './parity-verdict.ts';
import type { UsedOutcome } from '../used/used-members.ts';
import type { ParityReport, PublishedDifference, PublishedPlaces } from './parity-report.ts';

/** How a comparison is published. */
export interface ParityPublishOptions {
  /** The run on the target as `publish` returns it. */
  readonly published: PublishedReport;
  /** The least share of what both sides have that has to be the same, from 0 to 1; undefined: any difference fails. */
  readonly minParity: number | undefined;
  /** What became of the requests of a recording; undefined where the cases of the suite were sent. */
  readonly used?: UsedOutcome | undefined;
  /** Returns file and line of a JSON Pointer into the description. */
  readonly placeOf: (pointer: string) => string | undefined;
  /** Returns the command that compares only what a selection says: `--only ID` or `--operation ID`. */
  readonly again: (selection: string) => string;
}

/** Returns a comparison as data without secrets. */
export function publishParity(parity: FinishedParity, options: ParityPublishOptions): ParityReport {
  const { run, comparison, differences, lost, mock } = parity;
  const { published, used } = options;
  const { api, title, source, target, safety, seed, plan, credentials, budget, broken, counts } = published;
  const matrix = matrixOf(run.plan.description, comparison, differences);
  const shown = differences.map((one) => publishDifference(one, parity, options));
  const share = parityOf(matrix);
  const failed = lost === undefined ? broken : { reason: 'died' as const, detail: `the mock: ${lost}` };
  return {
    api,
    title,
    source,
    target,
    mock,
    safety,
    seed,
    plan,
    credentials,
    ...(budget && { budget }),
    verdict: parityVerdict({ differences: shown, share, broken: failed, ...options }),
    cases: { planned: counts.planned, compared: comparison.cases },
    compared: comparison.exchanges,
    parity: share,
    matrix,
    differences: shown,
    ...(used && { used }),
    ...(failed && { broken: failed }),
    run: published.run,
  };
}

function publishDifference(
  difference: Difference,
  parity: FinishedParity,
  { placeOf, again }: ParityPublishOptions,
): PublishedDifference {
  const { verdict, kind, place, found, because, others, descriptionPointer, cases, pair } = difference;
  const { case: one } = pair.results.target;
  const described = placeOf(descriptionPointer);
  const correction = correctionOf(difference, parity);
  const behaviour = verdict === 'unknown' ? behaviourStub(difference) : undefined;
  const target = publishResponse(difference, 'target', parity);
  const mock = publishResponse(difference, 'mock', parity);
  const maskOf = (side: Side) => maskFor(difference, side, parity);
  return {
    id: differenceId(difference),
    verdict,
    fails: verdict !== 'unknown',
    kind,
    ...publishPlace(difference),
    ...(place !== '' && { place }),
    found: { target: maskOf('target')(found.target), mock: maskOf('mock')(found.mock) },
    because: because.map(maskOf(verdict === 'mock' ? 'mock' : 'target')),
    likewise: others.map(publishPlace),
    descriptionPointer,
    ...(described !== undefined && { described }),
    caseId: one.id,
    title: one.title,
    cases,
    request: publishRequest(difference),
    responses: { ...(target && { target }), ...(mock && { mock }) },
    ...(correction !== undefined && { correction }),
    ...(behaviour !== undefined && { behaviour }),
    again: again(selectionOf(difference)),
  };
}

/** What several responses tell, one case does not show. */
function selectionOf({ verdict, operation, pair }: Difference): string {
  const isOfOne = verdict === 'server' || verdict === 'mock';
  return isOfOne
    ? `--only ${shellQuoted(pair.results.target.case.id)}`
    : `--operation ${shellQuoted(operation.id)}`;
}

function correctionOf({ edits }: Difference, { run }: FinishedParity): string | undefined {
  if (edits.length === 0) return undefined;
  return encodeYaml(overlayActions(run.plan.description.document, edits)).trimEnd();
}

function publishPlace({ operation, statuses: { target = 0, mock = 0 } }: DifferencePlace): PublishedPlaces {
  return { operationId: operation.id, statuses: { target, mock } };
}

const LONGEST_BODY = 2_000;

/** Returns the request with the values of the plan, and with names in the place of what responses gave. */
function publishRequest({ pair: { target } }: Difference): PublishedRequest {
  const { step } = target;
  const { method, target: place, headers, body } = step.named ?? step.request;
  const named = (text: string) => replacePlaceholders(text, (name) => `{${name}}`);
  return {
    method,
    target: named(place),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, named(text)])),
    ...(body !== undefined && { body: shortened(body, LONGEST_BODY) }),
  };
}

function maskFor({ pair }: Difference, side: Side, { masks }: FinishedParity): (text: string) => string {
  const { index, step } = pair[side];
  return findingMask({ step: { index, name: step.name } }, pair.results[side], masks[side]);
}

function publishResponse(
  difference: Difference,
  side: Side,
  parity: FinishedParity,
): PublishedResponse | undefined {
  const { response } = difference.pair[side];
  if (response === undefined) return undefined;
  const contentType = headerValue(response.headers, 'content-type');
  const steady = responseWithoutChanging(response, parity.run.changing);
  const { kind, place } = difference;
  const pointer = kind === 'body' || kind === 'shape' ? place.replaceAll('*', '0') : undefined;
  return {
    status: response.status,
    ...(contentType !== undefined && { contentType }),
    excerpt: excerptOf(steady, pointer, maskFor(difference, side, parity)),
  };
}

import { maskRunValues } from './text/mask-run-values.ts';
import type { Description } from '../../description/model/description.ts';
import type { PublishedFinding } from './findings/published-finding.ts';
import type { PublishedReach, PublishedRefusal } from './published-report.ts';
import type { Report } from './report.ts';
import type { Masks } from './text/mask-secrets.ts';
import { dataLines } from './reach/data-lines.ts';
import { reachId } from './reach/with-reach.ts';

/** Returns as data whether operations were reached; the refusals are those of the findings that say so. */
export function publishReach(
  reach: Report['reach'],
  byCase: ReadonlyMap<string, readonly PublishedFinding[]>,
  { name }: Pick<Description, 'name'>,
): readonly PublishedReach[] {
  return reach.map((one) => {
    const { kind, operationId } = one;
    if (one.kind === 'reached') return { operationId, kind };
    const [finding] = byCase.get(reachId(name, operationId)) ?? [];
    if (finding === undefined) return { operationId, kind, reason: one.reason, next: one.next };
    const { id, found, request, response } = finding;
    const told = { operationId, kind, reason: found, finding: id, next: one.next };
    if (one.kind === 'notReached' && one.refusal.result.exchanges.length === 0) return told; // nothing was sent
    return { ...told, refusal: { request, ...(response && { response }) } };
  });
}

/** Returns as data the creates that were refused however they were tried, with what to do about it. */
export function publishRefusals(
  refusals: Report['refusals'],
  { operationById }: Pick<Description, 'operationById'>,
  { mask }: Masks,
): readonly PublishedRefusal[] {
  return [...refusals]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([operationId, { request, body, status, response }]) => {
      const operation = operationById(operationId);
      if (operation === undefined) return [];
      return {
        operationId,
        request: mask(request, {}),
        ...(body !== undefined && { body: mask(body, {}) }),
        ...(status !== undefined && { status }),
        response: excerpt(mask(response, {}), body),
        next: mask(dataLines(operation, body), {}),
      };
    });
}

/** A refusal shows at most so many characters of its response. */
const MAX_EXCERPT = 300;

/** Cuts a response once what differs in each run is masked. */
function excerpt(response: string, sent = ''): string {
  return maskRunValues(response, { sent, now: new Date() }).slice(0, MAX_EXCERPT);
}

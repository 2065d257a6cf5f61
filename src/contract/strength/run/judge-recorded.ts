import type { Description } from '../../../description/model/description.ts';
import type { WholeResponse } from '../../../http/message.ts';
import type { Case } from '../../case/case.ts';
import type { Finding } from '../../case/finding.ts';
import { isJudged } from '../../refusals/judge-refusals.ts';
import { validatorOf } from '../../run/run-cases.ts';
import { validateAmongTwins } from '../../run/steps/among-twins.ts';
import { checkExchange } from '../../run/steps/run-case.ts';
import type { ChangeAnswer } from '../model/break.ts';
import type { Recorded, Recording } from './recording.ts';

/** What the checks of single exchanges say of a break, by what the unbroken server had answered. */
export interface JudgedRecording {
  /** The first new finding that is `likely` or more; undefined where there is none that stands whatever else is found. */
  readonly killer: Finding | undefined;
  /** The new findings below that. */
  readonly advice: readonly Finding[];
  /** The cases with a response that the break changes. */
  readonly affected: readonly Case[];
}

/**
 * Applies the checks of an exchange to broken responses, without sending anything. Up to the first response that a break
 * changes, a run on a broken server is the same as the recorded one; only the first one of each case is looked at.
 */
export function judgeRecorded(
  description: Description,
  recording: Recording,
  { operationId, change }: { readonly operationId: string; readonly change: ChangeAnswer },
): JudgedRecording {
  const affected = new Set<Case>();
  const advice: Finding[] = [];
  let killer: Finding | undefined;
  for (const recorded of recording.of(operationId)) {
    const { case: one, exchange } = recorded;
    if (affected.has(one)) continue;
    const response = change(exchange);
    if (response === undefined) continue;
    affected.add(one);
    if (killer !== undefined || exchange.step.role !== 'subject') continue;
    const findings = checkBroken(description, recorded, response).filter(
      (finding) => !recording.isUsual(finding),
    );
    killer = findings.find((finding) => isCertain(finding, response.status, one));
    advice.push(...findings.filter(({ confidence }) => confidence === 'advice'));
  }
  return { killer, advice, affected: [...affected] };
}

function checkBroken(
  description: Description,
  { case: one, exchange }: Recorded,
  response: WholeResponse,
): readonly Finding[] {
  const { operation, step } = exchange;
  const { method } = step.request;
  const validation = operation && validateAmongTwins(validatorOf(description), operation, response, method);
  return checkExchange({ description, case: one, exchange: { ...exchange, response, validation } });
}

/** True for a finding that no other case of a run can turn into another one, or into none. */
function isCertain({ check, confidence }: Finding, status: number, { maker }: Case): boolean {
  if (confidence === 'advice') return false;
  const isRefusal = status >= 400 && status < 500;
  return !(isJudged(check) && isRefusal) && !(check === 'invalidRefused' && maker === 'content-type');
}

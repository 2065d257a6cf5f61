import type { PublishedReport, PublishedVerdict } from '../../report/published-report.ts';
import { counted } from '../../report/text/counted.ts';
import type { UsedOutcome } from '../used/used-members.ts';
import type { PublishedDifference } from './parity-report.ts';

/** What decides whether a comparison passes. */
interface VerdictInput {
  readonly differences: readonly Pick<PublishedDifference, 'fails'>[];
  readonly share: { readonly same: number; readonly seen: number };
  readonly broken: PublishedReport['broken'];
  readonly minParity: number | undefined;
  readonly used?: Pick<UsedOutcome, 'members'> | undefined;
}

/**
 * Returns the verdict: with a least share, that alone decides; else any difference of which it is known who is wrong, and any
 * place that a front end has used and that the target lacks.
 */
export function parityVerdict({
  differences,
  share,
  broken,
  minParity,
  used,
}: VerdictInput): PublishedVerdict {
  if (broken !== undefined) return { kind: 'broken', reason: BROKEN[broken.reason] };
  if (share.seen === 0) return { kind: 'blocked', reason: 'no status was seen on both sides' };
  const { same, seen } = share;
  const text = `${percent(same / seen)} the same: ${same} of ${seen} seen on both sides`;
  const failing = differences.filter(({ fails }) => fails).length;
  if (minParity !== undefined) {
    const isEnough = same / seen >= minParity;
    return {
      kind: isEnough ? 'passed' : 'failed',
      reason: `${text}, ${percent(minParity)} wanted`,
    };
  }
  const missed = used?.members.filter(({ isSure }) => isSure).length ?? 0;
  if (missed > 0) {
    const others = failing === 0 ? '' : `, ${counted(failing, 'difference')}`;
    return {
      kind: 'failed',
      reason: `${counted(missed, 'used member')} missing or of other types${others}; ${text}`,
    };
  }
  if (failing === 0) return { kind: 'passed', reason: text };
  return { kind: 'failed', reason: `${counted(failing, 'difference')}; ${text}` };
}

const BROKEN: Readonly<Record<NonNullable<PublishedReport['broken']>['reason'], string>> = {
  unreachable: 'the target cannot be reached',
  died: 'it stopped responding',
  interrupted: 'interrupted',
};

/** Rounded down, so that 100 % is all. */
function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}

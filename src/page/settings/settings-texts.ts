import type { ShownSettings } from '../../mock/control/inspect/shown/settings.ts';
import { inOneLine } from '../text/visible.ts';
import { counted } from '../text/words.ts';

/** Says what is on beside the plain mock, a text each. */
export function switchedOn({ scenario, faults, clock, identity, answers }: ShownSettings): readonly string[] {
  const chosen = Object.keys(answers).filter((name) => (answers[name] ?? []).length > 0);
  const rules = Object.keys(faults.operations ?? {});
  return [
    ...(scenario === null ? [] : [`scenario ${inOneLine(scenario)}`]),
    ...(faults.latency === undefined ? [] : [`latency ${inOneLine(String(faults.latency))}`]),
    ...(faults.fail === undefined ? [] : [`failures ${inOneLine(faults.fail)}`]),
    ...(rules.length === 0 ? [] : [`faults of ${counted(rules.length, 'operation')}`]),
    ...(chosen.length === 0 ? [] : [`chosen answers of ${counted(chosen.length, 'operation')}`]),
    ...(clock === null ? [] : [clockText(clock)]),
    ...(identity === null ? [] : [`everybody is ${inOneLine(identity)}`]),
  ];
}

/** Says how the clock differs from the real one. */
export function clockText(clock: NonNullable<ShownSettings['clock']>): string {
  if ('stoppedAt' in clock) return `the clock stands at ${clock.stoppedAt}`;
  const { ahead } = clock;
  return `the clock is ${spanText(Math.abs(ahead))} ${ahead < 0 ? 'behind' : 'ahead'}`;
}

function spanText(milliseconds: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000],
  ] as const;
  const [unit, size] = units.find(([, one]) => milliseconds >= one) ?? ['second', 1_000];
  return counted(Math.round((milliseconds / size) * 10) / 10, unit);
}

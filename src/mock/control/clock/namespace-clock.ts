import { increasingClock, type MockClock } from '../../state/clock.ts';
import type { SettingsByNamespace } from '../namespace-settings.ts';
import type { ClockSetting } from './clock-setting.ts';

/** Returns a clock that shows each namespace the time that is set for it, else the real time. */
export function namespaceClock(settings: SettingsByNamespace): MockClock {
  const realTime = increasingClock();
  return (namespace) => {
    const { clock } = settings.of(namespace);
    return clock === undefined ? realTime() : shownTime(clock, realTime);
  };
}

function shownTime(clock: ClockSetting, realTime: () => Date): Date {
  return 'stoppedAt' in clock ? new Date(clock.stoppedAt) : new Date(realTime().getTime() + clock.ahead);
}

import { afterEach, expect, jest, test } from '@jest/globals';
import { SettingsByNamespace } from '../../../src/mock/control/namespace-settings.ts';

const HOUR = 60 * 60 * 1000;

afterEach(() => {
  jest.useRealTimers();
});

/** Makes a namespace, which removes those that have expired. */
function useAnother(settings: SettingsByNamespace): void {
  settings.change('another', {});
  settings.reset('another');
}

test('settings of a namespace last as long as requests ask for them', () => {
  jest.useFakeTimers({ now: 0 });
  const settings = new SettingsByNamespace({});
  settings.change('used', { identity: 'one' });
  settings.change('unused', { identity: 'one' });
  for (const time of [0.6, 1.2, 1.8]) {
    jest.setSystemTime(time * HOUR);
    expect(settings.of('used').identity).toBe('one');
    useAnother(settings);
  }
  expect(settings.names()).toEqual(['used']);
});

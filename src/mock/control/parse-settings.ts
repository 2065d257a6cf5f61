import { isObject } from '../../base/json.ts';
import { parseClockSetting } from './clock/clock-setting.ts';
import { faultRules } from './faults/fault-settings.ts';
import { parsePassRules } from './passing/pass-rules.ts';
import type { NamespaceSettings } from './namespace-settings.ts';
import { parseAllAnswers } from './scenarios/scenario.ts';
import { SettingsError } from './settings-error.ts';

/** Reads the settings of a snapshot, which may come from elsewhere. @throws SettingsError */
export function parseNamespaceSettings(saved: object): NamespaceSettings {
  const { faults, drawn, called, clock, scenario, answers, identity, upstream } = structuredClone(
    saved,
  ) as NamespaceSettings;
  if (faults !== undefined) {
    if (!isObject(faults)) throw new SettingsError('/settings/faults: give an object');
    faultRules(faults);
  }
  for (const [name, value] of Object.entries({ scenario, identity })) {
    if (value !== undefined && typeof value !== 'string')
      throw new SettingsError(`/settings/${name}: give a text`);
  }
  return {
    ...(faults !== undefined && { faults }),
    ...countsIn({ drawn, called }),
    ...(clock !== undefined && { clock: parseClockSetting(clock) }),
    ...(scenario !== undefined && { scenario }),
    ...(answers !== undefined && { answers: parseAllAnswers(answers) }),
    ...(identity !== undefined && { identity }),
    ...(upstream !== undefined && { upstream: parsePassRules(upstream) }),
  };
}

function countsIn(counts: Pick<NamespaceSettings, 'drawn' | 'called'>): typeof counts {
  const given = Object.entries(counts).filter(([, value]) => value !== undefined);
  const wrong = given.find(([, value]) => !Number.isSafeInteger(value));
  if (wrong !== undefined) throw new SettingsError(`/settings/${wrong[0]}: give a whole number`);
  return Object.fromEntries(given);
}

import { isObject } from '../../base/json.ts';
import { parseClockSetting } from './clock/clock-setting.ts';
import { faultRules } from './faults/fault-settings.ts';
import { parsePassRules } from './passing/pass-rules.ts';
import type { NamespaceSettings } from './namespace-settings.ts';
import { parseAllAnswers } from './scenarios/scenario.ts';
import { SettingsError } from './settings-error.ts';

/** Reads the settings of a snapshot, which may come from elsewhere. @throws SettingsError */
export function parseNamespaceSettings(saved: object): NamespaceSettings {
  const given = structuredClone(saved) as Readonly<Record<string, unknown>>;
  const read = Object.entries(READERS).flatMap(([name, reader]) => {
    const value = given[name];
    return value === undefined ? [] : [[name, reader(value, name)] as const];
  });
  return Object.fromEntries(read);
}

type Reader = (value: unknown, name: string) => unknown;

/** Reads each setting. */
const READERS: Readonly<Record<keyof NamespaceSettings, Reader>> = {
  faults: (value) => {
    if (!isObject(value)) throw new SettingsError('/settings/faults: give an object');
    faultRules(value);
    return value;
  },
  drawn: readCount,
  called: readCount,
  clock: (value) => parseClockSetting(value),
  scenario: readText,
  answers: (value) => parseAllAnswers(value),
  identity: readText,
  changed: (value) => {
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    throw new SettingsError('/settings/changed: give a list of texts');
  },
  upstream: (value) => parsePassRules(value),
};

function readText(value: unknown, name: string): unknown {
  if (typeof value === 'string') return value;
  throw new SettingsError(`/settings/${name}: give a text`);
}

function readCount(value: unknown, name: string): unknown {
  if (Number.isSafeInteger(value)) return value;
  throw new SettingsError(`/settings/${name}: give a whole number`);
}

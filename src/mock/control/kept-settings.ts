import { equalJson, isObject } from '../../base/json.ts';
import type { NamespaceSettings } from './namespace-settings.ts';

/** The settings that differ from those at start; null for one that is no longer set. */
export type KeptSettings = Readonly<Record<string, unknown>>;

/** Returns the settings that differ from those at start; undefined where none does. */
export function keptSettings(
  settings: NamespaceSettings,
  start: NamespaceSettings,
): KeptSettings | undefined {
  const [now, before] = [settings, start].map((one): KeptSettings => ({ ...one }));
  const names = new Set([...Object.keys(now ?? {}), ...Object.keys(before ?? {})]);
  const changed = [...names].filter((name) => !equalJson(now?.[name], before?.[name]));
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((name) => [name, now?.[name] ?? null]));
}

/** Returns the settings at start with those that differ from them. */
export function withKeptSettings(start: NamespaceSettings, kept: object): object {
  const merged = Object.entries({ ...start, ...(isObject(kept) ? kept : {}) });
  return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined));
}

import type { Controls } from './controls.ts';
import { keptSettings, withKeptSettings, type KeptSettings } from './kept-settings.ts';
import type { SettingsByNamespace } from './namespace-settings.ts';
import { SettingsError } from './settings-error.ts';
import type { KeptSnapshots, Stores } from '../state/stores.ts';

/** What differs in a namespace from the state, and the settings, at start. */
export interface KeptNamespace {
  readonly settings?: KeptSettings;
  readonly apis: KeptSnapshots;
}

/** What differs in a mock from how it has started. */
export interface KeptState {
  /** In all namespaces that have nothing of their own. */
  readonly all: KeptNamespace;
  /** With their names. */
  readonly namespaces: readonly (readonly [string, KeptNamespace])[];
}

/** Settings that cannot be used. */
export interface RefusedSettings {
  /** Undefined: those of all namespaces. */
  readonly namespace: string | undefined;
  readonly settings: KeptSettings;
  readonly reason: string;
}

/** The access of what keeps the state over restarts. */
export interface Keeping {
  /** Calls a function after each change of state or settings. */
  readonly onChange: (listener: () => void) => void;
  /** Returns what is to be kept: all of one moment. */
  readonly take: () => Promise<KeptState>;
  /** Puts the mock back to what was kept, and returns the settings that cannot be used. */
  readonly restore: (kept: KeptState) => Promise<readonly RefusedSettings[]>;
}

/** The parts of a mock whose state is kept. */
interface KeptParts {
  readonly stores: Stores;
  readonly settings: SettingsByNamespace;
  readonly controls: Controls;
}

export function createKeeping({ stores, settings, controls }: KeptParts): Keeping {
  const take = async (): Promise<KeptState> => {
    const names = [...new Set([...(await stores.namespaces()), ...settings.names()])];
    const own = new Set(settings.names());
    const taking = names.map(async (name) => {
      const changed = own.has(name) ? keptSettings(settings.of(name), settings.common) : undefined;
      return [name, kept(changed, await stores.kept(name))] as const;
    });
    const all = kept(keptSettings(settings.common, settings.start), await stores.kept(undefined));
    const taken = await Promise.all(taking);
    return { all, namespaces: taken.filter(([, one]) => !isNothing(one)) };
  };
  const restoreSettings = (namespace: string | undefined, changed: KeptSettings | undefined) => {
    if (changed === undefined) return [];
    try {
      const start = namespace === undefined ? settings.start : settings.common;
      controls.restoring(withKeptSettings(start, changed))(namespace);
      return [];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      return [{ namespace, settings: changed, reason: error.message }];
    }
  };
  return {
    onChange: (listener) => {
      settings.onAnyChange = listener;
    },
    take,
    restore: async ({ all, namespaces }) => {
      const refused = [...restoreSettings(undefined, all.settings)];
      await stores.restoreKept(all.apis, undefined);
      for (const [name, one] of namespaces) {
        refused.push(...restoreSettings(name, one.settings));
        await stores.restoreKept(one.apis, name);
      }
      return refused;
    },
  };
}

function kept(settings: KeptSettings | undefined, apis: KeptSnapshots): KeptNamespace {
  return { ...(settings && { settings }), apis };
}

function isNothing({ settings, apis }: KeptNamespace): boolean {
  return settings === undefined && Object.keys(apis).length === 0;
}

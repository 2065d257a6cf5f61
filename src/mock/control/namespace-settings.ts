import { Namespaces } from '../state/namespaces.ts';
import { parseClockSetting, type ClockSetting } from './clock/clock-setting.ts';
import type { FaultSettings } from './faults/fault-settings.ts';
import { SettingsError } from './settings-error.ts';

/** What is set for a namespace beside its state: plain data, and part of its snapshots. */
export interface NamespaceSettings {
  readonly faults?: FaultSettings | undefined;
  readonly clock?: ClockSetting | undefined;
  /** How many requests could have got a fault. */
  readonly drawn?: number;
}

/** Returns the settings at start. */
export function startSettings({
  faults,
  clock,
}: {
  readonly faults?: FaultSettings;
  readonly clock?: Date;
}): NamespaceSettings {
  return {
    ...(faults !== undefined && { faults }),
    ...(clock !== undefined && { clock: { stoppedAt: clock.toISOString() } }),
  };
}

/** Reads the settings of a snapshot, which may come from elsewhere. @throws SettingsError */
export function parseNamespaceSettings(saved: object): NamespaceSettings {
  const { faults, drawn, clock } = structuredClone(saved) as NamespaceSettings;
  if (drawn !== undefined && !Number.isSafeInteger(drawn))
    throw new SettingsError('/settings/drawn: give a whole number');
  return {
    ...(faults !== undefined && { faults }),
    ...(drawn !== undefined && { drawn }),
    ...(clock !== undefined && { clock: parseClockSetting(clock) }),
  };
}

/** The settings of each namespace. */
export class SettingsByNamespace {
  readonly #start: NamespaceSettings;
  /** Those of the namespaces that have none of their own. */
  #common: NamespaceSettings;
  readonly #own = new Namespaces<NamespaceSettings>(() => this.#common);

  constructor(start: NamespaceSettings) {
    this.#start = start;
    this.#common = start;
  }

  of(namespace: string): NamespaceSettings {
    return this.#own.peek(namespace) ?? this.#common;
  }

  /** Changes the settings of a namespace; of all of them where it is undefined. */
  change(
    namespace: string | undefined,
    changed: NamespaceSettings | ((before: NamespaceSettings) => NamespaceSettings),
  ): void {
    const change = (before: NamespaceSettings) => ({
      ...before,
      ...(typeof changed === 'function' ? changed(before) : changed),
    });
    if (namespace !== undefined) {
      this.#own.set(namespace, change(this.of(namespace)));
      return;
    }
    this.#common = change(this.#common);
    for (const name of this.#own.names()) this.#own.set(name, change(this.of(name)));
  }

  get start(): NamespaceSettings {
    return this.#start;
  }

  /** Puts a namespace, or each of them, back to the settings at start. */
  reset(namespace: string | undefined): void {
    if (namespace === undefined) {
      this.#common = this.#start;
      this.#own.delete();
    } else if (this.#common === this.#start) this.#own.delete(namespace);
    else this.#own.set(namespace, this.#start);
  }

  /** Replaces the settings of a namespace. */
  restore(namespace: string, settings: NamespaceSettings): void {
    this.#own.set(namespace, settings);
  }
}

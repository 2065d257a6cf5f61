import { Namespaces } from '../state/namespaces.ts';
import type { ClockSetting } from './clock/clock-setting.ts';
import type { AnswersByOperation } from './scenarios/chosen-answer.ts';
import type { PassRules } from './passing/pass-rules.ts';
import type { FaultSettings } from './faults/fault-settings.ts';

/** What is set for a namespace beside its state: plain data, and part of its snapshots. */
export interface NamespaceSettings {
  readonly faults?: FaultSettings | undefined;
  readonly clock?: ClockSetting | undefined;
  /** The name of the scenario that is on. */
  readonly scenario?: string | undefined;
  /** Those that are left. */
  readonly answers?: AnswersByOperation | undefined;
  /** The identity of every caller. */
  readonly identity?: string | undefined;
  /** What goes through to the upstream. */
  readonly upstream?: PassRules | undefined;
  /** The collections that requests have changed: recorded responses do not count for them any more. */
  readonly changed?: readonly string[] | undefined;
  /** How many requests could have got a fault. */
  readonly drawn?: number;
  /** How many exchanges had callbacks, and how many webhooks were sent. */
  readonly called?: number;
}

/** Returns the settings at start. */
export function startSettings({
  faults,
  clock,
  upstream,
}: {
  readonly faults?: FaultSettings;
  readonly clock?: Date;
  readonly upstream?: PassRules;
}): NamespaceSettings {
  return {
    ...(faults !== undefined && { faults }),
    ...(clock !== undefined && { clock: { stoppedAt: clock.toISOString() } }),
    ...(upstream !== undefined && { upstream: rulesIn(upstream) }),
  };
}

/** Returns the rules alone of options that have more. */
function rulesIn({ mockOnly, pass, onMissing }: PassRules): PassRules {
  return {
    ...(mockOnly !== undefined && { mockOnly }),
    ...(pass !== undefined && { pass }),
    ...(onMissing !== undefined && { onMissing }),
  };
}

/** The settings of each namespace. */
export class SettingsByNamespace {
  start: NamespaceSettings;
  /** Called after each change, also of counts. */
  onAnyChange: () => void = () => {};
  #common: NamespaceSettings;
  readonly #own = new Namespaces<NamespaceSettings>(() => this.#common);
  readonly #onChange: (namespace: string | undefined) => void;

  /** `onChange`: called after each change, with its namespace; undefined where it was one of all. */
  constructor(start: NamespaceSettings, onChange: (namespace: string | undefined) => void = () => {}) {
    this.start = start;
    this.#common = start;
    this.#onChange = onChange;
  }

  /** Those of the namespaces that have none of their own. */
  get common(): NamespaceSettings {
    return this.#common;
  }

  /** Returns the names of the namespaces that have settings of their own. */
  names(): readonly string[] {
    return this.#own.names();
  }

  of(namespace: string): NamespaceSettings {
    return this.#own.use(namespace) ?? this.#common;
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
    if (namespace === undefined) {
      this.#common = change(this.#common);
      for (const name of this.#own.names()) this.#own.set(name, change(this.of(name)));
    } else this.#own.set(namespace, change(this.of(namespace)));
    this.#changed(namespace);
  }

  /** Notes counts of a namespace, which are no change of what is set. */
  setCounts(namespace: string, counts: Pick<NamespaceSettings, 'drawn' | 'called'>): void {
    this.#own.set(namespace, { ...this.of(namespace), ...counts });
    this.onAnyChange();
  }

  /** Puts a namespace back to the settings of all; all of them to those at start. */
  reset(namespace: string | undefined): void {
    if (namespace === undefined) {
      this.#common = this.start;
      this.#own.delete();
    } else this.#own.delete(namespace);
    this.#changed(namespace);
  }

  /** Replaces the settings of all namespaces. */
  replaceAll(settings: NamespaceSettings): void {
    this.#own.delete();
    this.#common = settings;
    this.#changed(undefined);
  }

  /** Replaces the settings of a namespace. */
  restore(namespace: string, settings: NamespaceSettings): void {
    this.#own.set(namespace, settings);
    this.#changed(namespace);
  }

  #changed(namespace: string | undefined): void {
    this.#onChange(namespace);
    this.onAnyChange();
  }
}

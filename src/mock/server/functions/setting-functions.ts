import type { ClockChange } from '../../control/clock/clock-setting.ts';
import type { FaultSettings } from '../../control/faults/fault-settings.ts';
import type { GivenAnswers } from '../../control/scenarios/chosen-answer.ts';
import type { Mock } from '../../mock.ts';

/** The functions of an app that change the settings of a namespace; those of all namespaces where none is named. */
export interface SettingFunctions {
  /** Sets how slow responses are, and how often they fail. @throws SettingsError */
  readonly setFaults: (faults: FaultSettings, namespace?: string) => void;
  /** Sets, advances or frees the clock. @throws SettingsError */
  readonly setClock: (change: ClockChange, namespace?: string) => void;
  /** Chooses the next answers of an operation to valid requests; undefined: its own again. @throws SettingsError */
  readonly setAnswers: (operation: string, answers: GivenAnswers | undefined, namespace?: string) => void;
  /** Switches a scenario on; undefined: none. Rejects with a SettingsError for an unknown one. */
  readonly setScenario: (name: string | undefined, namespace?: string) => Promise<void>;
}

export function settingFunctions({ controls, setScenario }: Mock): SettingFunctions {
  return {
    setFaults: (faults, namespace) => controls.setFaults(faults, namespace),
    setClock: (change, namespace) => controls.changeClock(change, namespace),
    setAnswers: (operation, answers, namespace) => controls.setAnswers(operation, answers, namespace),
    setScenario: (name, namespace) => setScenario(name, namespace),
  };
}

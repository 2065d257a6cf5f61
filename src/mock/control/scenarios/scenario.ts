import { isObject, members } from '../../../base/json.ts';
import type { Fixtures } from '../../state/initial-data.ts';
import { changedClock } from '../clock/clock-setting.ts';
import { faultRules, type FaultSettings } from '../faults/fault-settings.ts';
import type { NamespaceSettings } from '../namespace-settings.ts';
import { SettingsError } from '../settings-error.ts';
import { parseAnswers, type AnswersByOperation, type GivenAnswers } from './chosen-answer.ts';

/** A situation with a name, such as an outage. What it leaves out is as at start. */
export interface Scenario {
  /** Items by collection, which take the place of those at start; of several APIs, by the name of the API. */
  readonly fixtures?: Fixtures | Readonly<Record<string, Fixtures>>;
  /** By `operationId` or `METHOD /path`. */
  readonly answers?: Readonly<Record<string, GivenAnswers>>;
  readonly faults?: FaultSettings;
  /** The `id` of an identity: every request counts as one of it, whatever credentials it has. */
  readonly identity?: string;
  /** A time at which the clock stands still. */
  readonly clock?: string;
}

export type Scenarios = Readonly<Record<string, Scenario>>;

const MEMBERS = ['fixtures', 'answers', 'faults', 'identity', 'clock'];

/** Names stand in a header field. */
const NAME = /^[ -~]{1,100}$/;

/** Returns the settings of a namespace in which a scenario is on. @throws SettingsError */
export function scenarioSettings(
  name: string,
  scenario: unknown,
  plain: NamespaceSettings,
): NamespaceSettings {
  const place = `scenario '${name}'`;
  if (!NAME.test(name) || name.trim() !== name)
    throw new SettingsError(`${place}: give a name of 1 to 100 ASCII characters`);
  if (!isObject(scenario)) throw new SettingsError(`${place}: give an object with ${MEMBERS.join(', ')}`);
  const unknown = Object.keys(scenario).find((member) => !MEMBERS.includes(member));
  if (unknown !== undefined)
    throw new SettingsError(`${place}: there is no setting ${unknown}; there are ${MEMBERS.join(', ')}`);
  const { answers, faults, identity, clock } = scenario;
  try {
    if (faults !== undefined) faultRules(faults as FaultSettings);
    if (identity !== undefined && typeof identity !== 'string')
      throw new SettingsError('/identity: give a text');
    return {
      ...plain,
      scenario: name,
      ...(faults !== undefined && { faults: faults as FaultSettings }),
      ...(answers !== undefined && { answers: parseAllAnswers(answers) }),
      ...(identity !== undefined && { identity }),
      ...(clock !== undefined && { clock: changedClock(undefined, { set: clock }, 0) }),
    };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError(`${place}: ${error.message}`, { cause: error });
  }
}

/** Reads answers by operation. @throws SettingsError */
export function parseAllAnswers(answers: unknown): AnswersByOperation {
  if (!isObject(answers)) throw new SettingsError('/answers: give an object by operation');
  return Object.fromEntries(
    members(answers).map(([operation, given]) => [operation, parseAnswers(given, `/answers/${operation}`)]),
  );
}

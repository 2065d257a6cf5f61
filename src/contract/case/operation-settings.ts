import type { Operation } from '../../description/model/operation.ts';
import type { CheckId } from './finding.ts';

/** What is different for the requests of one operation. */
export interface OperationSettings {
  /** How long a response may take, in milliseconds. Default: that of the target. */
  readonly timeout?: number;
  /** Beside the header fields of all requests, or in their place; names are in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Findings of these checks are left out. */
  readonly excludeChecks?: readonly CheckId[];
}

/** By `operationId` or `METHOD /path`. */
export type SettingsByOperation = Readonly<Record<string, OperationSettings>>;

/** Returns the settings of an operation, by either of its names; none for a method that is not documented. */
export function settingsOf(
  settings: SettingsByOperation,
  operation: Pick<Operation, 'id' | 'method' | 'path'> | undefined,
): OperationSettings {
  if (operation === undefined) return {};
  const { id, method, path } = operation;
  const name = [id, `${method} ${path}`].find((one) => Object.hasOwn(settings, one));
  return (name === undefined ? undefined : settings[name]) ?? {};
}

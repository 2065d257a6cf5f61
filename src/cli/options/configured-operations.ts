import type { SettingsByOperation } from '../../contract/case/operation-settings.ts';
import type { TargetData } from '../../contract/plan/requests/target-data.ts';
import { operationNamed } from '../../contract/run/state/log-in.ts';
import type { ConfiguredOperation } from '../../define-config.ts';
import type { Description } from '../../description/model/description.ts';
import { didYouMean } from './did-you-mean.ts';
import { validHeader } from './given-headers.ts';

type ConfiguredOperations = Readonly<Record<string, ConfiguredOperation>>;

/** Returns the settings of single operations, with times in milliseconds and the names of header fields in lower case. */
export function operationSettings(configured: ConfiguredOperations): SettingsByOperation {
  const entries = Object.entries(configured).map(([name, { timeout, headers = {}, excludeChecks = [] }]) => {
    const fields = Object.entries(headers).map(([field, value]) => [field.toLowerCase(), value]);
    const settings = {
      ...(timeout !== undefined && { timeout: timeout * 1000 }),
      headers: Object.fromEntries(fields) as Readonly<Record<string, string>>,
      excludeChecks,
    };
    return [name, settings] as const;
  });
  return Object.fromEntries(entries);
}

/** Returns the data of a target with that of single operations, which takes precedence. */
export function withOperationData(data: TargetData, configured: ConfiguredOperations): TargetData {
  const own = Object.entries(configured).flatMap(([name, one]) =>
    one.data === undefined ? [] : [[name, one.data] as const],
  );
  return own.length === 0
    ? data
    : { ...data, operations: { ...data.operations, ...Object.fromEntries(own) } };
}

/** Returns a line for each operation that is in none of the descriptions, and for each header field that cannot be sent. */
export function operationFaults(
  file: string,
  configured: ConfiguredOperations,
  descriptions: readonly Description[],
  isPart: boolean,
): readonly string[] {
  const ids = descriptions.flatMap(({ operations }) => operations.map(({ id }) => id));
  return Object.entries(configured).flatMap(([name, { headers = {} }]) => {
    const isKnown = isPart || descriptions.some((description) => operationNamed(description, name));
    const unknown = `${file}: /operations/${name}: there is no such operation${didYouMean(name, ids)}`;
    const fields = Object.entries(headers)
      .filter(([field, value]) => validHeader(field, value) === undefined)
      .map(([field]) => `${file}: /operations/${name}/headers/${field}: this is not a valid header field`);
    return [...(isKnown ? [] : [unknown]), ...fields];
  });
}

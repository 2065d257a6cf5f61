import { writeExactJson } from '../../../base/exact-json.ts';
import { parsePointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { encodeText } from '../../../http/charset.ts';
import { jsonBodyOf } from '../../../codec/json-body.ts';
import type { WholeResponse } from '../../../http/message.ts';
import type { CheckId, Finding } from '../../case/finding.ts';
import type { CaseResult } from '../../run/state/case-result.ts';

type Names = ReadonlySet<string>;

/** The checks that compare what an item shows with what it showed before, or elsewhere. */
const COMPARING: ReadonlySet<CheckId> = new Set<CheckId>([
  'changeShows',
  'restKept',
  'neighbourKept',
  'sameAgain',
  'readOnlyKept',
  'listShows',
  'nothingLeft',
  'timesRun',
]);

/** Leaves out what a comparison has found of a member that changes by itself. */
export function judgeChanging(result: CaseResult, names: Names): CaseResult {
  const findings = result.findings.filter((one) => !COMPARING.has(one.check) || !isAbout(one, names));
  if (findings.length === result.findings.length) return result;
  const isPassed = findings.length === 0 && result.verdict.kind === 'failed';
  return { ...result, findings, ...(isPassed && { verdict: { kind: 'passed' } }) };
}

/** True for a finding about a member that changes by itself. */
function isAbout({ pointer }: Pick<Finding, 'pointer'>, names: Names): boolean {
  const name = lastName(pointer);
  return name !== undefined && names.has(name);
}

function lastName(pointer: string | undefined): string | undefined {
  return pointer === undefined || pointer === '' ? undefined : parsePointer(pointer).at(-1);
}

/** Returns the sentence about a finding with `{name}` in the place of a value that changes by itself. */
export function foundWithoutChanging({ found, pointer }: Finding, names: Names): string {
  const name = lastName(pointer);
  if (name === undefined || !names.has(name)) return found;
  return found.replace(/: found .*?(?=, allowed: |$)/s, `: found {${name}}`);
}

/** Returns a response whose JSON has `{name}` in the place of each value that changes by itself. */
export function responseWithoutChanging(response: WholeResponse, names: Names): WholeResponse {
  if (names.size === 0) return response;
  const value = jsonBodyOf(response);
  const text = masked(value, names);
  return text === value ? response : { ...response, body: encodeText(writeExactJson(text) ?? '') };
}

/** Returns the value itself where nothing in it changes. */
function masked(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).map((item) => masked(item, names));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    const isPlain = typeof inner !== 'object' || inner === null;
    return [name, isPlain && names.has(name) ? `{${name}}` : masked(inner, names)] as const;
  });
  return entries.some(([name, inner]) => inner !== value[name]) ? Object.fromEntries(entries) : value;
}

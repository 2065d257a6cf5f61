import { isObject } from '../../base/json.ts';
import type { Learned } from '../../contract/run/state/run-memory.ts';

/** True for what a report has as learned, however it was edited. */
export function isLearned(value: unknown): value is Learned {
  return isObject(value) && Object.values(value).every(isLearnedOperation);
}

function isLearnedOperation(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { rung, needs = [], refused = [], keys = [] } = value;
  if (rung !== undefined && typeof rung !== 'string') return false;
  return isListOf(needs, isNeededPart) && isListOf(refused, isNeededPart) && isListOf(keys, isText);
}

function isListOf(value: unknown, isRight: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isRight);
}

function isNeededPart(value: unknown): boolean {
  if (!isObject(value)) return false;
  switch (value['part']) {
    case 'query':
      return isText(value['pair']);
    case 'header':
      return isText(value['name']) && isText(value['text']);
    case 'body':
      return isText(value['text']) && isText(value['type']);
    case 'member':
      return isText(value['pointer']) && 'value' in value;
    default:
      return false;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

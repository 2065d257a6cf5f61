import { deepFreeze, isPlainJson, setOwn } from '../../../base/json.ts';

/** Returns a frozen copy of plain data. It shares the texts of plain JSON, which are most of its memory. */
export function frozenCopy<Value>(value: Value): Value {
  return isPlainJson(value) ? copyFrozen(value) : deepFreeze(structuredClone(value));
}

function copyFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copyFrozen)) as Value;
  const copy = { ...value } as Record<string, unknown>; // takes no more memory than the members need
  for (const name of Object.keys(copy)) {
    const inner = copy[name];
    if (typeof inner === 'object' && inner !== null) setOwn(copy, name, copyFrozen(inner));
  }
  return Object.freeze(copy) as Value;
}

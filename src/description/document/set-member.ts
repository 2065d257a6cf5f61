import type { Json, JsonObject } from '../../base/json.ts';

/** Sets a member, even one named `__proto__`. Used only while a document is loaded: later it is never mutated. */
export function setMember(holder: JsonObject, name: string, value: Json): void {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
}

import type { Json, JsonObject } from '../../base/json.ts';

/** Sets a member while a document is being loaded; afterwards, nothing in it is changed. `__proto__` is a name. */
export function setMember(holder: JsonObject, name: string, value: Json): void {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
}

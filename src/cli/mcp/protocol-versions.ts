import { member, type JsonObject } from '../../base/json.ts';

/** The versions of the protocol in which every request says for itself what it needs, … */
const STATELESS = ['2026-07-28'];

/** … and those that begin with a handshake, the newest first. */
const WITH_HANDSHAKE = ['2025-11-25', '2025-06-18', '2024-11-05'];

/** All of them. */
export const SUPPORTED = [...STATELESS, ...WITH_HANDSHAKE];

const META = 'io.modelcontextprotocol';

/** Returns the version that a client asks for, where it is known, else the newest one. */
export function agreed(version: string | undefined): string {
  const [newest = ''] = WITH_HANDSHAKE;
  return version !== undefined && WITH_HANDSHAKE.includes(version) ? version : newest;
}

/** Returns what is wrong with the version that a request says to be of. One that says none is of one with a handshake. */
export function versionFault(
  params: JsonObject,
): [code: 'wrongVersion' | 'wrongParams', message: string, data?: JsonObject] | undefined {
  const meta = member(params, '_meta');
  const requested = member(meta, `${META}/protocolVersion`);
  if (requested === undefined) return undefined;
  if (typeof requested !== 'string' || !STATELESS.includes(requested)) {
    return [
      'wrongVersion',
      'this version of the protocol is not supported',
      { supported: SUPPORTED, requested },
    ];
  }
  return member(meta, `${META}/clientCapabilities`) === undefined
    ? ['wrongParams', `_meta: give ${META}/clientCapabilities`]
    : undefined;
}

/** Returns a result as the version of its request has it. */
export function completed(result: JsonObject, params: JsonObject, info: JsonObject): JsonObject {
  const isStateless = member(member(params, '_meta'), `${META}/protocolVersion`) !== undefined;
  return isStateless
    ? { resultType: 'complete', ...result, _meta: { [`${META}/serverInfo`]: info } }
    : result;
}

import { stringMember, type JsonObject } from '../../base/json.ts';
import { resolveObject } from '../document/resolve-reference.ts';
import { isJsonRange } from '../model/media-type-object.ts';
import type { Schema } from '../schemas/schema.ts';

/** The title that gateways for gRPC give the messages of a stream (grpc-gateway, `x-stream-definitions`). */
const TITLE = /^Stream result of \S/;

/**
 * True for JSON that is a sequence of messages, a line each: what a gateway for gRPC answers where the method returns a
 * stream. Its description has `application/json` and the schema of one message.
 */
export function isGatewayStream(document: JsonObject, range: string, schema: Schema | undefined): boolean {
  if (schema === undefined || typeof schema.definition === 'boolean' || !isJsonRange(range)) return false;
  const found = resolveObject(document, schema.definition, schema.pointer);
  return found !== undefined && TITLE.test(stringMember(found.node, 'title') ?? '');
}

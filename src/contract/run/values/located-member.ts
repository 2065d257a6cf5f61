import { atPointer, formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import { IDENTIFYING, ofIdentifier } from '../../../description/resources/conventions/identifying-names.ts';
import { expected } from '../../../description/resources/conventions/convention.ts';
import { spelling } from '../../../description/resources/naming.ts';
import { headerValue, type HeaderFields } from '../../../http/message.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { Law } from '../../case/law.ts';

const SURE = ofIdentifier(expected(IDENTIFYING.identifier));

/** A response to a create, and where its item is thought to have its identifier. */
interface Created {
  /** The name under which the identifier is bound. */
  readonly name: string;
  readonly pointer: string;
  readonly body: unknown;
  readonly headers: HeaderFields;
}

/**
 * Returns the member of a created item that its Location ends in, where that is another than the one that is thought to
 * identify it, and only a guess: a member called neither `id` nor as the path parameter.
 */
export function locatedMember({ name, pointer, body, headers }: Created): string | undefined {
  const tokens = parsePointer(pointer);
  const key = tokens.at(-1) ?? '';
  const isSure = SURE.test(key) || spelling(key) === spelling(name);
  const end = isSure ? undefined : lastOfLocation(headers);
  if (end === undefined) return undefined;
  const item = atPointer(body, formatPointer(tokens.slice(0, -1)));
  if (!isObject(item) || isText(item[key], end)) return undefined;
  return Object.keys(item).find((member) => isText(item[member], end));
}

function isText(value: unknown, text: string): boolean {
  return (typeof value === 'string' || typeof value === 'number') && String(value) === text;
}

/** Returns a law about an item with the member that its Location has shown to identify it. */
export function lawAsLocated<Any extends Law>(law: Any, exchanges: readonly Exchange[]): Any {
  if (!('item' in law && 'key' in law) || typeof law.item !== 'string') return law;
  const { item: name } = law;
  const members = exchanges.flatMap(({ step, response, validation }) => {
    const source = step.bind[name];
    if (response === undefined || source?.from !== 'identifier' || source.pointer === undefined) return [];
    const { headers } = response;
    return locatedMember({ name, pointer: source.pointer, body: validation?.body, headers }) ?? [];
  });
  const [key] = members;
  return key === undefined ? law : { ...law, key };
}

/** Returns the last part of the path in a Location field (RFC 9110, section 10.2.2). */
export function lastOfLocation(headers: HeaderFields): string | undefined {
  const location = headerValue(headers, 'location')?.replace(/[?#].*$/s, '');
  const segment = location?.split('/').findLast((part) => part !== '');
  return segment === undefined ? undefined : percentDecoded(segment);
}

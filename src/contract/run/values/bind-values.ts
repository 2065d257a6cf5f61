import { exactJsonIn } from '../../../base/exact-json.ts';
import { atPointer } from '../../../base/json-pointer.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import { headerValue, type HeaderFields, type WholeResponse } from '../../../http/message.ts';
import type { BoundValues, ValueSource } from '../../case/bindings.ts';
import type { Exchange } from '../../case/exchange.ts';
import { listedValue } from './listed/listed-value.ts';
import { nextNumberedPage } from './listed/numbered-page.ts';
import { lastOfLocation, locatedMember } from './located-member.ts';
import { nextCursor } from './next-cursor.ts';
import { isSuitable } from './fallbacks.ts';

/**
 * Returns what later steps may refer to, taken from a success. A value that cannot stand where its fallback does is
 * left out.
 */
export function bindValues(exchange: Exchange, description: Description): BoundValues {
  const { response, step } = exchange;
  if (response === undefined || response.status >= 300) return {};
  return valuesIn({ exchange, response, description }, (name, text) => {
    const fallback = step.fallbacks?.[name];
    return fallback === undefined || isSuitable(fallback, text, description);
  });
}

/** Returns the identifiers of items in a response, be it a success or not. */
export function identifiersOf({ response, ...exchange }: Exchange): BoundValues {
  const { step } = exchange;
  const entries = Object.entries(step.bind).filter(([, { from }]) => from === 'identifier');
  const bind = Object.fromEntries(entries);
  if (response === undefined) return {};
  return valuesIn({ exchange: { ...exchange, response, step: { ...step, bind } }, response }, () => true);
}

/** A response, and what its values are judged by, where they are. */
interface Answered {
  readonly exchange: Exchange;
  readonly response: WholeResponse;
  readonly description?: Description;
}

function valuesIn(answered: Answered, isWanted: (name: string, text: string) => boolean): BoundValues {
  const entries = Object.entries(answered.exchange.step.bind).flatMap(
    ([name, source]): [string, string][] => {
      const value = valueFrom(name, source, answered);
      const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
      return typeof text === 'string' && isWanted(name, text) ? [[name, text]] : [];
    },
  );
  return Object.fromEntries(entries);
}

function valueFrom(
  name: string,
  source: ValueSource,
  { exchange, response: { headers, body }, description }: Answered,
): unknown {
  const { validation } = exchange;
  switch (source.from) {
    case 'identifier':
      // a response of another media type than its description's says what was made too, which has to be removed
      return identifierIn({ name, ...source }, validation?.body ?? exactJsonIn(body), headers);
    case 'body':
      return atPointer(validation?.body, source.pointer);
    case 'location':
      return locatedParameter(source, headers);
    case 'cursor':
      return nextCursor(exchange, source);
    case 'page':
      return nextNumberedPage(source, exchange.request.target, validation?.body);
    case 'listed':
      return description && listedValue(source, validation?.body, description);
    case 'field':
      return headerValue(headers, source.name);
  }
}

function identifierIn(
  { name, pointer }: { readonly name: string; readonly pointer?: string },
  body: unknown,
  headers: HeaderFields,
): unknown {
  const isElsewhere = pointer === undefined || locatedMember({ name, pointer, body, headers }) !== undefined;
  const identifier = isElsewhere ? undefined : atPointer(body, pointer);
  return identifier ?? lastOfLocation(headers);
}

/** A Location may be relative, and begin with what the target's address ends in. */
function locatedParameter(
  { template, parameter }: { readonly template: string; readonly parameter: string },
  headers: HeaderFields,
): string | undefined {
  const location = headerValue(headers, 'location');
  const path = location?.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') ?? '';
  const segments = path.split('/').filter((part) => part !== '');
  const endings = segments.map((_, index) => `/${segments.slice(index).join('/')}`);
  const captures = endings.map((ending) => pathCaptures(template, ending)).find((one) => one !== undefined);
  const text = captures?.get(parameter);
  return text === undefined ? undefined : percentDecoded(text);
}

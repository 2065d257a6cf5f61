import { atPointer } from '../../base/json-pointer.ts';
import { exactText } from '../../base/exact-json.ts';

/** A value of an exchange (OpenAPI 3.1, section 4.8.20.3, Runtime Expressions). */
export type RuntimeExpression =
  | { readonly kind: 'url' | 'method' | 'statusCode' }
  | { readonly kind: 'parameter'; readonly location: 'path' | 'query'; readonly name: string }
  /** Names of header fields are in lower case. */
  | { readonly kind: 'header'; readonly of: 'request' | 'response'; readonly name: string }
  /** JSON Pointer into the body; empty for the whole body. */
  | { readonly kind: 'body'; readonly of: 'request' | 'response'; readonly pointer: string };

/** Parses a runtime expression; undefined for other texts, which are literal values. */
export function parseRuntimeExpression(text: string): RuntimeExpression | undefined {
  const whole = WHOLE.find((kind) => text === `$${kind}`);
  if (whole !== undefined) return { kind: whole };
  const [, of, place = '', rest = ''] = /^\$(request|response)\.([a-z]+)(?:[.#](.*))?$/s.exec(text) ?? [];
  return of === 'request' || of === 'response' ? sourceIn(of, place, rest) : undefined;
}

const WHOLE = ['url', 'method', 'statusCode'] as const;

function sourceIn(of: 'request' | 'response', place: string, rest: string): RuntimeExpression | undefined {
  switch (place) {
    case 'body':
      return { kind: 'body', of, pointer: rest };
    case 'header':
      return rest === '' ? undefined : { kind: 'header', of, name: rest.toLowerCase() };
    case 'path':
    case 'query':
      return rest === '' || of === 'response'
        ? undefined
        : { kind: 'parameter', location: place, name: rest };
    default:
      return undefined;
  }
}

/** The values of an exchange, decoded. */
export interface ExchangeValues {
  readonly url: string;
  readonly method: string;
  readonly statusCode: number;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly request: MessageValues;
  readonly response: MessageValues;
}

interface MessageValues {
  /** By lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly body: unknown;
}

/** Returns a text with the values of an exchange in the place of its expressions; undefined where one of them has none. */
export function fillRuntimeText(text: string, values: ExchangeValues): string | undefined {
  const whole = parseRuntimeExpression(text);
  if (whole !== undefined) return textOf(valueIn(whole, values));
  let isComplete = true;
  const filled = text.replace(/\{(\$[^{}]+)\}/g, (_, written: string) => {
    const expression = parseRuntimeExpression(written);
    const value = expression && textOf(valueIn(expression, values));
    if (value === undefined) isComplete = false;
    return value ?? '';
  });
  return isComplete ? filled : undefined;
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : exactText(value);
}

function valueIn(expression: RuntimeExpression, values: ExchangeValues): unknown {
  switch (expression.kind) {
    case 'url':
    case 'method':
    case 'statusCode':
      return values[expression.kind];
    case 'parameter': {
      const { location, name } = expression;
      return Object.hasOwn(values[location], name) ? values[location][name] : undefined;
    }
    case 'header':
      return values[expression.of].header(expression.name);
    case 'body':
      return atPointer(values[expression.of].body, expression.pointer);
  }
}

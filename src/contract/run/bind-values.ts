import { atPointer, formatPointer } from '../../base/json-pointer.ts';
import { percentDecoded } from '../../base/percent-decode.ts';
import { templateNames, pathCaptures } from '../../description/document/path-template.ts';
import type { Description } from '../../description/model/description.ts';
import { headerValue, type HeaderFields } from '../../http/message.ts';
import type { Step } from '../case/case.ts';
import type { Exchange } from '../case/exchange.ts';
import { nextCursor } from './next-cursor.ts';
import { canStandFor } from './substitutes.ts';

type Bound = Readonly<Record<string, string>>;

/** What later steps may refer to, taken from a success; not what has a substitute, and cannot stand where that does. */
export function boundBy(exchange: Exchange, description: Description): Bound {
  const { response, step } = exchange;
  if (response === undefined || response.status >= 300) return {};
  const found = {
    ...identifiersOf(exchange),
    ...shownMembers(exchange),
    ...locatedParts(exchange),
    ...cursor(exchange),
    ...fields(exchange),
  };
  const entries = Object.entries(found).filter(([name, text]) => {
    const substitute = step.otherwise?.[name];
    return substitute === undefined || canStandFor(substitute, text, description);
  });
  return Object.fromEntries(entries);
}

/** What stands for values that an answer may lack. */
export function substitutesOf({ otherwise = {} }: Step): Bound {
  return Object.fromEntries(Object.entries(otherwise).map(([name, { text }]) => [name, text]));
}

/** The names under which a step binds values, whether or not its answer has them. */
export function namesBoundBy({ bind, bindShown = {}, bindLocated = {}, bindNext, bindFields = {} }: Step) {
  const located = Object.entries(bindLocated).flatMap(([name, template]) =>
    templateNames(template).map((parameter) => `${name}.${parameter}`),
  );
  return [
    ...[bind, bindShown, bindFields].flatMap((bindings) => Object.keys(bindings)),
    ...located,
    ...(bindNext === undefined ? [] : [bindNext.name]),
  ];
}

/** What names items in an answer, be it a success or not. */
export function identifiersOf({ step, response, judgement }: Exchange): Bound {
  if (response === undefined) return {};
  const body = judgement?.body ?? parsed(response.body);
  return definedTexts(step.bind, (path) => {
    const shown = path.length === 0 ? undefined : atPointer(body, formatPointer(path));
    return shown ?? locatedIn(response.headers);
  });
}

function shownMembers({ step: { bindShown = {} }, judgement }: Exchange): Bound {
  return definedTexts(bindShown, (pointer) => atPointer(judgement?.body, pointer));
}

function cursor(exchange: Exchange): Bound {
  const { bindNext } = exchange.step;
  const found = bindNext && nextCursor(exchange, bindNext);
  return bindNext === undefined || found === undefined ? {} : { [bindNext.name]: found };
}

function fields({ step: { bindFields = {} }, response }: Exchange): Bound {
  return definedTexts(bindFields, (name) => response && headerValue(response.headers, name));
}

/** A Location may be relative, and begin with what the target's address ends in. */
function locatedParts({ step: { bindLocated = {} }, response }: Exchange): Bound {
  const location = response && headerValue(response.headers, 'location');
  const path = location?.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  if (path === undefined) return {};
  const segments = path.split('/').filter((part) => part !== '');
  const endings = segments.map((_, index) => `/${segments.slice(index).join('/')}`);
  const entries = Object.entries(bindLocated).flatMap(([name, template]) => {
    const captures = endings.map((ending) => pathCaptures(template, ending)).find((one) => one !== undefined);
    return [...(captures ?? [])].map(([parameter, text]) => [`${name}.${parameter}`, percentDecoded(text)]);
  });
  return Object.fromEntries(entries) as Bound;
}

/** Of each name the value, where it is a text or a number. */
function definedTexts<Place>(
  places: Readonly<Record<string, Place>>,
  valueAt: (place: Place) => unknown,
): Bound {
  const entries = Object.entries(places).flatMap(([name, place]): [string, string][] => {
    const value = valueAt(place);
    return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
  });
  return Object.fromEntries(entries);
}

/** What an answer of another media type than its description's says: what was made has to be removed all the same. */
function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

/** The last part of the path in a Location field (RFC 9110, section 10.2.2). */
function locatedIn(headers: HeaderFields): string | undefined {
  const location = headerValue(headers, 'location')?.replace(/[?#].*$/s, '');
  const segment = location?.split('/').findLast((part) => part !== '');
  return segment === undefined ? undefined : percentDecoded(segment);
}

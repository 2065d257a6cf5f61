import { items, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { memoised } from '../../base/memoise.ts';
import { isAlike } from '../document/identifiers.ts';
import { templateNames } from '../document/path-template.ts';
import { tryResolveObject } from '../document/resolve-reference.ts';
import type { FaultList } from '../model/fault.ts';
import type { SecurityAlternative } from '../model/security.ts';
import { schemeAt } from './credential-places.ts';
import type { OperationPlace } from './operation-places.ts';

/** A parameter in the list of a path item or operation. */
interface Listed {
  readonly location: string;
  readonly name: string;
  /** The JSON Pointer of the path item or operation, and the index in its list. */
  readonly owner: string;
  readonly index: number;
}

function pointerOf({ owner, index }: Listed): string {
  return `${owner}/parameters/${index}`;
}

/** Checks the parameters of an operation. */
type CheckParameters = (place: OperationPlace, security: readonly SecurityAlternative[]) => void;

/**
 * Returns a function that reports repeated parameters, path parameters that do not fit the path template (OpenAPI 3.1, Path
 * Templating), and parameters that are credentials.
 */
export function parameterCheck(document: JsonObject, faults: FaultList): CheckParameters {
  const followAlike = memoised((text: string) => tryResolveObject(document, { $ref: text }, '')?.node);
  const followKnown: Follow = (node, from, text) =>
    isAlike(document, text) ? followAlike(text) : tryResolveObject(document, node, from)?.node;
  return (place, security) => checkParameters(place, { security, faults, follow: followKnown });
}

/** Follows the reference of a parameter; most descriptions have few, in thousands of places. */
type Follow = (node: Json, from: string, text: string) => JsonObject | undefined;

interface CheckContext {
  readonly security: readonly SecurityAlternative[];
  readonly faults: FaultList;
  readonly follow: Follow;
}

function checkParameters(place: OperationPlace, { security, faults, follow }: CheckContext): void {
  const { item, itemPointer, definition, pointer, key } = place;
  const shared = listed(item['parameters'], itemPointer, follow);
  const own = listed(definition['parameters'], pointer, follow);
  for (const list of [shared, own]) reportTwice(list, faults);
  const named = templateNames(place.path);
  const all = shared.length === 0 ? own : [...shared, ...own];
  for (const one of all) {
    const { location, name } = one;
    const scheme = isCredentialLocation(location) ? schemeAt(security, { location, name }) : undefined;
    if (scheme !== undefined && name.toLowerCase() !== 'authorization') {
      const message = `the ${location} parameter '${name}' is the credential of '${scheme.name}': it is asked for as that only`;
      faults.add(`credential ${location} ${name}`, () => ({ pointer: pointerOf(one), message }));
    }
    if (location !== 'path' || named.includes(name)) continue;
    const at = pointerOf(one);
    const message = `the path has no {${name}}: the parameter is ignored`;
    faults.add(`path parameter ${at}`, () => ({ pointer: at, message }));
  }
  for (const name of new Set(named)) {
    if (all.some((one) => one.location === 'path' && one.name === name)) continue;
    const message = `no parameter describes the {${name}} of the path: any text is taken for it`;
    faults.add(`template ${key} ${name}`, () => ({ pointer, message }));
  }
}

function isCredentialLocation(location: string): location is 'query' | 'header' | 'cookie' {
  return location === 'query' || location === 'header' || location === 'cookie';
}

function listed(parameters: Json | undefined, owner: string, follow: Follow): readonly Listed[] {
  const found: Listed[] = [];
  for (const [index, written] of items(parameters).entries()) {
    const text = stringMember(written, '$ref');
    const node = text === undefined ? written : follow(written, `${owner}/parameters/${index}`, text);
    const [location, name] = [stringMember(node, 'in'), stringMember(node, 'name')];
    if (location !== undefined && name !== undefined) found.push({ location, name, owner, index });
  }
  return found;
}

function reportTwice(parameters: readonly Listed[], faults: FaultList): void {
  const seen = new Set<string>();
  for (const one of parameters) {
    const { location, name } = one;
    const { size } = seen;
    if (seen.add(`${location} ${name}`).size > size) continue;
    const pointer = pointerOf(one);
    const message = `the ${location} parameter '${name}' stands twice: the last one counts`;
    faults.add(`twice ${pointer}`, () => ({ pointer, message }));
  }
}

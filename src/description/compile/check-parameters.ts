import { items, stringMember, type Json, type JsonObject } from '../../base/json.ts';
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

/**
 * Reports repeated parameters, path parameters that do not fit the path template (OpenAPI 3.1, Path Templating), and
 * parameters that are credentials.
 */
export function checkParameters(
  document: JsonObject,
  place: OperationPlace,
  security: readonly SecurityAlternative[],
  faults: FaultList,
): void {
  const { item, itemPointer, definition, pointer, key } = place;
  const shared = listed(document, item['parameters'], itemPointer);
  const own = listed(document, definition['parameters'], pointer);
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

function listed(document: JsonObject, parameters: Json | undefined, owner: string): readonly Listed[] {
  const found: Listed[] = [];
  for (const [index, written] of items(parameters).entries()) {
    const isReference = stringMember(written, '$ref') !== undefined;
    const node = isReference
      ? tryResolveObject(document, written, `${owner}/parameters/${index}`)?.node
      : written;
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

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
  readonly pointer: string;
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
  const named = new Set(templateNames(place.path));
  const described = new Set(
    [...shared, ...own].flatMap((one) => (one.location === 'path' ? [one.name] : [])),
  );
  for (const { location, name, pointer: at } of [...shared, ...own]) {
    const scheme = isCredentialLocation(location) ? schemeAt(security, { location, name }) : undefined;
    if (scheme !== undefined && name.toLowerCase() !== 'authorization') {
      const message = `the ${location} parameter '${name}' is the credential of '${scheme.name}': it is asked for as that only`;
      faults.add(`credential ${location} ${name}`, () => ({ pointer: at, message }));
    }
    if (location !== 'path' || named.has(name)) continue;
    const message = `the path has no {${name}}: the parameter is ignored`;
    faults.add(`path parameter ${at}`, () => ({ pointer: at, message }));
  }
  for (const name of named) {
    if (described.has(name)) continue;
    const message = `no parameter describes the {${name}} of the path: any text is taken for it`;
    faults.add(`template ${key} ${name}`, () => ({ pointer, message }));
  }
}

function isCredentialLocation(location: string): location is 'query' | 'header' | 'cookie' {
  return location === 'query' || location === 'header' || location === 'cookie';
}

function listed(document: JsonObject, parameters: Json | undefined, owner: string): readonly Listed[] {
  return items(parameters).flatMap((node, index) => {
    const pointer = `${owner}/parameters/${index}`;
    const found = tryResolveObject(document, node, pointer)?.node;
    const [location, name] = [stringMember(found, 'in'), stringMember(found, 'name')];
    return location === undefined || name === undefined ? [] : [{ location, name, pointer }];
  });
}

function reportTwice(parameters: readonly Listed[], faults: FaultList): void {
  const seen = new Set<string>();
  for (const { location, name, pointer } of parameters) {
    const message = `the ${location} parameter '${name}' stands twice: the last one counts`;
    if (seen.has(`${location} ${name}`)) faults.add(`twice ${pointer}`, () => ({ pointer, message }));
    seen.add(`${location} ${name}`);
  }
}

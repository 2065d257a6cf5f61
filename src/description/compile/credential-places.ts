import { weaklyMemoised } from '../../base/memoise.ts';
import type { ParameterLocation } from '../model/parameter.ts';
import type { SchemeRequirement, SecurityAlternative, SecurityScheme } from '../model/security.ts';

/** Returns where a scheme's credential is sent: `header authorization`; undefined where it is not part of a message. */
function placeOf({ carrier }: SecurityScheme): string | undefined {
  switch (carrier.kind) {
    case 'apiKey':
      return placeNamed(carrier.in, carrier.name);
    case 'basic':
    case 'bearer':
      return placeNamed('header', 'authorization');
    case 'none':
      return undefined;
  }
}

function placeNamed(location: ParameterLocation, name: string): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`;
}

/** Two schemes that have to be satisfied together, though a request has room for one of their credentials only. */
export interface SharedPlace {
  readonly kept: string;
  readonly dropped: string;
  readonly place: string;
}

/** Returns the schemes whose credentials share a place with that of an earlier one. */
export function sharedPlaces(schemes: readonly SecurityScheme[]): readonly SharedPlace[] {
  const kept = new Map<string, string>();
  return schemes.flatMap((scheme) => {
    const place = placeOf(scheme);
    const first = place === undefined ? undefined : kept.get(place);
    if (place === undefined || first === scheme.name) return [];
    if (first !== undefined) return [{ kept: first, dropped: scheme.name, place }];
    kept.set(place, scheme.name);
    return [];
  });
}

/** Leaves out the schemes whose credentials share a place with that of an earlier one; their roles are kept. */
export function withoutSharedPlaces(required: readonly SchemeRequirement[]): readonly SchemeRequirement[] {
  const shared = sharedPlaces(required.map(({ scheme }) => scheme));
  if (shared.length === 0) return required;
  return required.flatMap(({ scheme, roles }) => {
    if (shared.some(({ dropped }) => dropped === scheme.name)) return [];
    const others = shared.flatMap(({ kept, dropped }) => (kept === scheme.name ? [dropped] : []));
    const more = required.flatMap((one) => (others.includes(one.scheme.name) ? one.roles : []));
    return [{ scheme, roles: [...new Set([...roles, ...more])] }];
  });
}

/** Returns the scheme whose credential is sent where a parameter is; undefined where there is none. */
export function schemeAt(
  security: readonly SecurityAlternative[],
  { location, name }: { readonly location: ParameterLocation; readonly name: string },
): SecurityScheme | undefined {
  const places = schemesByPlace(security);
  return places.size === 0 ? undefined : places.get(placeNamed(location, name));
}

/** Returns the first scheme at each place. Operations share what the description requires of all. */
const schemesByPlace = weaklyMemoised((security: readonly SecurityAlternative[]) => {
  const places = new Map<string, SecurityScheme>();
  for (const { schemes } of security) {
    for (const { scheme } of schemes) {
      const place = placeOf(scheme);
      if (place !== undefined && !places.has(place)) places.set(place, scheme);
    }
  }
  return places;
});

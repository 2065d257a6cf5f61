import { items, member, type JsonObject } from '../../base/json.ts';
import type { ParameterStyle } from '../model/media-type-object.ts';
import type { ParameterLocation } from '../model/parameter.ts';

const DEFAULT_STYLES: Readonly<Record<ParameterLocation, ParameterStyle>> = {
  path: 'simple',
  query: 'form',
  header: 'simple',
  cookie: 'form',
};

const STYLES: readonly unknown[] = [
  'simple',
  'label',
  'matrix',
  'form',
  'spaceDelimited',
  'pipeDelimited',
  'tabDelimited',
  'deepObject',
  'cookie',
] satisfies ParameterStyle[];

/** Returns the style of a Parameter, Header or Encoding Object; without a known one, the default of the location. */
export function styleOf(node: JsonObject, location: ParameterLocation): ParameterStyle {
  const style = node['style'];
  return isStyle(style) ? style : DEFAULT_STYLES[location];
}

/** Returns the styles of arrays inside arrays, which only converted descriptions of Swagger 2.0 have. */
export function itemStylesOf(node: unknown): readonly ParameterStyle[] {
  return items(member(node, 'itemStyles')).filter(isStyle);
}

function isStyle(style: unknown): style is ParameterStyle {
  return STYLES.includes(style);
}

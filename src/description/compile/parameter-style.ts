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

/** The style of a Parameter or Header Object; that of its place where it names none, or none that there is. */
export function styleOf(node: JsonObject, location: ParameterLocation): ParameterStyle {
  const style = node['style'];
  return isStyle(style) ? style : DEFAULT_STYLES[location];
}

/** The styles of arrays inside arrays, which only descriptions of Swagger 2.0 have, once they are converted. */
export function itemStylesOf(node: unknown): readonly ParameterStyle[] {
  return items(member(node, 'itemStyles')).filter(isStyle);
}

function isStyle(style: unknown): style is ParameterStyle {
  return STYLES.includes(style);
}

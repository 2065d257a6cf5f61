import { readFileSync } from 'node:fs';
import { atPointer } from '../../base/json-pointer.ts';
import { members, type JsonObject } from '../../base/json.ts';
import { SchemaValidators, type SchemaError } from '../../description/schemas/schema-validators.ts';
import { packageRoot } from '../../mock/server/package/package-root.ts';
import { didYouMean } from './did-you-mean.ts';

/** The part of the settings that a file holds: all of them, or the data of a target alone. */
type SettingsPart = 'config' | 'data';

const POINTERS: Readonly<Record<SettingsPart, string>> = { config: '', data: '/$defs/data' };

/** Validates settings with `schemas/config.schema.json`. Returns a line for each fault, with its JSON Pointer. */
export function settingsFaults(settings: unknown, part: SettingsPart): readonly string[] {
  const document = settingsSchema();
  const errors = new SchemaValidators(document).at(POINTERS[part], 'request')(settings);
  return errors
    .filter((error) => !isOfAlternative(error, errors))
    .map(
      (error) => `${error.instancePath === '' ? '' : `${error.instancePath}: `}${sentence(error, document)}`,
    );
}

function settingsSchema(): JsonObject {
  const file = new URL('schemas/config.schema.json', packageRoot());
  return JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
}

/** Tells whether a more specific error makes this one superfluous: that of an `anyOf`, or of its alternatives' types. */
function isOfAlternative({ keyword, instancePath }: SchemaError, all: readonly SchemaError[]): boolean {
  const isDeeper = all.some((other) => other.instancePath.startsWith(`${instancePath}/`));
  const others = all.filter((other) => other.instancePath === instancePath && other.keyword !== 'anyOf');
  if (keyword === 'anyOf') return others.length > 0 || isDeeper;
  return keyword === 'type' && others.some((other) => other.keyword !== 'type');
}

function sentence(
  { keyword, params, message, descriptionPointer }: SchemaError,
  document: JsonObject,
): string {
  if (keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    const place = descriptionPointer.replace(/additionalProperties$/, 'properties');
    const known = members(atPointer(document, place)).map(([setting]) => setting);
    const hint = didYouMean(name, known);
    return `there is no setting ${name}${hint === '' ? `; there are ${known.join(', ')}` : hint}`;
  }
  if (keyword === 'enum') return `${message}: ${[params['allowedValues']].flat().join(', ')}`;
  return message;
}

import { readFileSync } from 'node:fs';
import { atPointer } from '../../base/json-pointer.ts';
import { members, type JsonObject } from '../../base/json.ts';
import { SchemaValidators, type SchemaError } from '../../description/schemas/schema-validators.ts';
import { packageRoot } from '../../package-root.ts';
import { didYouMean } from './did-you-mean.ts';

/** What settings may be: all of them, or the data of a target alone. */
type SettingsPart = 'config' | 'data';

const POINTERS: Readonly<Record<SettingsPart, string>> = { config: '', data: '/$defs/data' };

/** What is wrong with settings by `schemas/config.schema.json`, a line each, with a JSON Pointer into them. */
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

/** `anyOf` says what its alternatives would have wanted, which the one that was meant says better. */
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
    const known = members(atPointer(document, place)).map(([one]) => one);
    const hint = didYouMean(name, known);
    return `there is no setting ${name}${hint === '' ? `; there are ${known.join(', ')}` : hint}`;
  }
  if (keyword === 'enum') return `${message}: ${[params['allowedValues']].flat().join(', ')}`;
  return message;
}

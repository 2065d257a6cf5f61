import { shapeOfPart } from './document-parts.ts';
import { FaultList } from './fault.ts';
import { escapeToken } from './json-pointer.ts';
import { isObject, member, members, stringMember, type Json, type JsonObject } from './json.ts';
import { isMisplaced } from './misplaced-reference.ts';
import { isPattern } from './pattern.ts';
import { isSenseless } from './schema-assertions.ts';
import { pointerOfPlace, walkDescription, type FoundReference, type Place } from './walk-parts.ts';

/** A reference that leads to nothing. */
export interface BrokenReference {
  readonly text: string;
  /** Where it stands first. */
  readonly pointer: string;
  readonly reason: string;
}

/** What was seen in a document. */
export interface Examination {
  readonly faults: FaultList;
  /** One for each text. */
  readonly broken: readonly BrokenReference[];
  /** References in the place of maps, where OpenAPI has none. */
  readonly misplaced: readonly FoundReference[];
}

/** Lists what is wrong in a document, and finds the references that lead to nothing. Compiles no schema. */
export function examineDocument(document: JsonObject, formats: ReadonlySet<string>): Examination {
  const faults = new FaultList();
  const broken = new Map<string, BrokenReference>();
  const misplaced: FoundReference[] = [];
  examineInfo(document, faults);
  walkDescription(
    document,
    (place) => examinePlace(place, { faults, formats }),
    (reference) => {
      examineReference(reference, broken, faults);
      if (isMisplaced(reference.place)) misplaced.push(reference);
    },
  );
  return { faults, broken: [...broken.values()], misplaced };
}

function examineInfo(document: JsonObject, faults: FaultList): void {
  for (const name of ['openapi', 'swagger']) {
    const version = document[name];
    if (typeof version !== 'number') continue;
    const message = `the version is a number: write it in quotes, as in ${name}: '${version}'`;
    faults.add('version', () => ({ pointer: `/${name}`, message }));
  }
  const info = document['info'];
  for (const name of ['title', 'version']) {
    if (member(info, name) !== undefined) continue;
    const pointer = isObject(info) ? '/info' : '';
    faults.add(`info ${name}`, () => ({ pointer, message: `there is no info.${name}` }));
  }
}

function examineReference(
  { place, text, outcome }: FoundReference,
  broken: Map<string, BrokenReference>,
  faults: FaultList,
): void {
  if (outcome.kind === 'resolved') return;
  const { reason } = outcome;
  if (!broken.has(text)) broken.set(text, { text, pointer: pointerOfPlace(place), reason });
  faults.add(`$ref ${text}`, () => ({ pointer: pointerOfPlace(place), message: reason }));
}

/** Where faults go, and the formats that somebody knows. */
interface Examining {
  readonly faults: FaultList;
  readonly formats: ReadonlySet<string>;
}

function examinePlace(place: Place, examining: Examining): void {
  const { node, kind } = place;
  if (shapeOfPart(kind).others !== undefined) return;
  if (kind === 'parameter') examineParameter(place, examining.faults);
  for (const name of Object.keys(node)) {
    const value = node[name] ?? null;
    if (DATA.has(name)) examineData(place, name, value, examining.faults);
    else if (kind === 'schema') examineKeyword(place, name, value, examining);
  }
}

const LOCATIONS: readonly unknown[] = [
  'path',
  'query',
  'header',
  'cookie',
  'querystring',
  'body',
  'formData',
];

function examineParameter(place: Place, faults: FaultList): void {
  const { $ref, name, in: location } = place.node;
  if ($ref !== undefined || (typeof name === 'string' && LOCATIONS.includes(location))) return;
  const said = `name ${JSON.stringify(name)}, in ${JSON.stringify(location)}`;
  const pointer = pointerOfPlace(place);
  faults.add(`parameter ${pointer}`, () => ({ pointer, message: `the parameter is ignored: ${said}` }));
}

/** Members that hold data. */
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'value', 'dataValue']);

function examineKeyword(place: Place, keyword: string, value: Json, { faults, formats }: Examining): void {
  if (isSenseless(keyword, value)) {
    faults.add(`${keyword} ${JSON.stringify(value)}`, () => ({
      pointer: pointerBelow(place, keyword),
      message: `${JSON.stringify(value)} makes no sense as '${keyword}': it is ignored`,
    }));
  } else if (keyword === 'format') {
    if (!formats.has(String(value))) addUnknownFormat(place, String(value), faults);
  } else if (keyword === 'pattern') {
    examinePattern(place, keyword, String(value), faults);
  } else if (keyword === 'patternProperties') {
    for (const [pattern] of members(value)) examinePattern(place, keyword, pattern, faults);
  }
}

function addUnknownFormat(place: Place, format: string, faults: FaultList): void {
  faults.add(`format ${format}`, () => ({
    pointer: pointerBelow(place, 'format'),
    message: `the format '${format}' is not known: values are not checked for it`,
  }));
}

function examinePattern(place: Place, keyword: string, pattern: string, faults: FaultList): void {
  if (isPattern(pattern)) return;
  faults.add(`pattern ${pattern}`, () => ({
    pointer: pointerBelow(place, keyword),
    message: `JavaScript cannot read the pattern ${JSON.stringify(pattern)}: values are not checked for it`,
  }));
}

function pointerBelow(place: Place, name: string): string {
  return `${pointerOfPlace(place)}/${escapeToken(name)}`;
}

/** A `$ref` in data means nothing, which may not be what its author thought. */
function examineData(place: Place, name: string, data: Json, faults: FaultList): void {
  const isMapOfParts = name === 'examples' && isObject(data) && place.kind !== 'schema';
  if (isMapOfParts || typeof data !== 'object' || data === null) return;
  const reference = findReference(data);
  if (reference === undefined) return;
  faults.add('data', () => ({
    pointer: pointerBelow(place, name),
    message: `the $ref ${reference} stands in data, where none is followed`,
  }));
}

function findReference(data: Json): string | undefined {
  const waiting: Json[] = [data];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const reference = stringMember(value, '$ref');
    if (reference !== undefined) return reference;
    for (const child of Object.values(value)) waiting.push(child);
  }
  return undefined;
}

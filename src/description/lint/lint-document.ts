import { pointerOfFragment } from '../../base/json-pointer.ts';
import { isObject, member, type JsonObject } from '../../base/json.ts';
import { hasLoneReferences, isKnownDialect } from '../document/dialect.ts';
import { writtenPlace } from '../document/external-documents.ts';
import { walkDescription, type FoundReference } from '../document/walk-description.ts';
import { pointerOfPlace, type Part } from '../document/walk-parts.ts';
import { FaultList } from '../model/fault.ts';
import { isMisplaced } from '../normalise/misplaced-reference.ts';
import { lintPart } from './lint-part.ts';

/** A reference that leads nowhere. */
export interface BrokenReference {
  readonly text: string;
  /** Where it occurs first. */
  readonly pointer: string;
  readonly reason: string;
}

/** The result of linting a document. */
export interface LintResult {
  readonly faults: FaultList;
  /** One for each distinct text. */
  readonly broken: readonly BrokenReference[];
  /** References in place of maps, which OpenAPI does not allow. */
  readonly misplaced: readonly FoundReference[];
}

/**
 * Lists the faults of a document and its broken references, without compiling schemas. `isTree`: nothing in the document
 * stands in two places.
 */
export function lintDocument(document: JsonObject, formats: ReadonlySet<string>, isTree = false): LintResult {
  const faults = new FaultList();
  const broken = new Map<string, BrokenReference>();
  const misplaced: FoundReference[] = [];
  const isSwagger = document['swagger'] !== undefined;
  const ignoresEmptyEnum = hasLoneReferences(document);
  lintInfo(document, faults);
  const context = { faults, formats, isSwagger, ignoresEmptyEnum };
  walkDescription(document, {
    isTree,
    visit: (part) => lintPart(part, context),
    refer: (part, text, outcome) => {
      lintReference(part, { text, outcome }, broken, faults);
      if (isMisplaced(part)) misplaced.push({ place: part.place, text, outcome });
    },
  });
  return { faults, broken: [...broken.values()], misplaced };
}

function lintInfo(document: JsonObject, faults: FaultList): void {
  for (const name of ['openapi', 'swagger']) {
    const version = document[name];
    if (typeof version !== 'number') continue;
    const message = `the version is a number: write it in quotes, as in ${name}: '${version}'`;
    faults.add('version', () => ({ pointer: `/${name}`, message }));
  }
  const dialect = document['jsonSchemaDialect'];
  if (typeof dialect === 'string' && !isKnownDialect(dialect)) {
    const message = `the dialect ${dialect} is not known: schemas are read as JSON Schema 2020-12`;
    faults.add('dialect', () => ({ pointer: '/jsonSchemaDialect', message }));
  }
  const info = document['info'];
  for (const name of ['title', 'version']) {
    if (member(info, name) !== undefined) continue;
    const pointer = isObject(info) ? '/info' : '';
    faults.add(`info ${name}`, () => ({ pointer, message: `there is no info.${name}` }));
  }
}

function lintReference(
  part: Part,
  { text, outcome }: Pick<FoundReference, 'text' | 'outcome'>,
  broken: Map<string, BrokenReference>,
  faults: FaultList,
): void {
  if (outcome.kind === 'resolved') {
    if (outcome.target.isPassed === true) reportPassage(text, part, outcome.target.pointer, faults);
    return;
  }
  const { reason } = outcome;
  if (!broken.has(text)) broken.set(text, { text, pointer: pointerOfPlace(part.place), reason });
  faults.add(`$ref ${text}`, () => ({ pointer: pointerOfPlace(part.place), message: reason }));
}

/** Reports a JSON Pointer that passes through another reference, which RFC 6901 does not know of. */
function reportPassage(text: string, part: Part, target: string, faults: FaultList): void {
  const message = `$ref: ${writtenPlace(pointerOfFragment(text.slice(1)))} passes through another $ref: ${writtenPlace(target)} is taken for it`;
  faults.add(`$ref ${text}`, () => ({ pointer: pointerOfPlace(part.place), message }));
}

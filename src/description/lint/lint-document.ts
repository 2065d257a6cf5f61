import { isObject, member, type JsonObject } from '../../base/json.ts';
import { isKnownDialect } from '../document/dialect.ts';
import { pointerOfPlace, walkDescription, type FoundReference } from '../document/walk-parts.ts';
import { FaultList } from '../model/fault.ts';
import { isMisplaced } from '../normalise/misplaced-reference.ts';
import { examinePlace } from './lint-part.ts';

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
  const isSwagger = document['swagger'] !== undefined;
  examineInfo(document, faults);
  walkDescription(
    document,
    (place) => examinePlace(place, { faults, formats, isSwagger }),
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

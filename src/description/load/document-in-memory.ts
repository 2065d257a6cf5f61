import { expandedSize } from '../../base/expanded-size.ts';
import { isObject, type JsonObject } from '../../base/json.ts';
import { DescriptionError } from '../model/description-error.ts';
import { shareSchemas } from './share-schemas.ts';
import { MAX_VALUES } from './text/max-values.ts';

/**
 * Returns a copy of a description that is in memory, with each schema written out once. @throws DescriptionError where it is
 * no object, holds values that are not JSON, or contains itself
 */
export function documentInMemory(source: Readonly<Record<string, unknown>>): JsonObject {
  const document = copied(source);
  if (!isObject(document))
    throw new DescriptionError('this is not an OpenAPI description: it is not an object');
  if (expandedSize(document) > MAX_UNSHARED) shareSchemas(document);
  if (expandedSize(document) <= MAX_VALUES) return document;
  throw new DescriptionError('this description contains itself, or is too large once it is written out');
}

/** Above this number of values when written out, repeated schemas of a description in memory become references. */
const MAX_UNSHARED = 1_000_000;

/** Returns a copy of a value. @throws DescriptionError where it holds values that are not JSON */
export function copied(source: Readonly<Record<string, unknown>>): unknown {
  try {
    return structuredClone(source);
  } catch (error) {
    throw new DescriptionError('this is not an OpenAPI description: it holds values that are not JSON', {
      cause: error,
    });
  }
}

import { fileURLToPath } from 'node:url';
import { messageOf } from '../../base/error-message.ts';
import type { JsonObject } from '../../base/json.ts';
import { UNREAD } from '../document/external-documents.ts';
import { isOpenApi } from '../document/openapi-version.ts';
import { examineExamples } from '../lint/lint-examples.ts';
import { DescriptionError } from '../model/description-error.ts';
import type { Description } from '../model/description.ts';
import type { Fault } from '../model/fault.ts';
import { createPlaceFinder, writtenFilePlace } from './find-in-files.ts';
import { isInside, type ReadingOptions } from './reading-policy.ts';

/** Every fault of a description, those of its examples too. @throws DescriptionError that lists them all */
export function requireFaultless(description: Description, others: readonly string[] = []): void {
  const { faults, disabled } = description;
  const placeOf = createPlaceFinder(description);
  const line = ({ pointer, message }: Fault) => `${writtenFilePlace(placeOf(pointer))}: ${message}`;
  const found = [
    ...disabled.map(({ pointer, id, reason }) =>
      line({ pointer, message: `${id} cannot be served: ${reason}` }),
    ),
    ...[...faults, ...examineExamples(description)].map(line),
    ...others,
  ];
  if (found.length === 0) return;
  const { location = description.name } = description;
  throw new DescriptionError(
    [`${location}: what is wrong here is not allowed (--strict):`, ...found].join('\n  '),
  );
}

/**
 * What swagger-parser's `validate()` says of the original. It knows no OpenAPI 3.2, and is not asked about a
 * description in which something was not allowed to be read.
 */
export async function validateWithSwaggerParser(
  { document }: Description,
  original: URL | JsonObject,
  { allowOutside, allowRemote }: ReadingOptions,
): Promise<readonly string[]> {
  if (isOpenApi(document, '3.2') || document[UNREAD] !== undefined) return [];
  const { default: parser } = await import('@apidevtools/swagger-parser');
  const isFile = original instanceof URL && original.protocol === 'file:';
  const folder = isFile ? fileURLToPath(new URL('.', original)) : undefined;
  const canRead = ({ url }: { readonly url: string }) =>
    folder !== undefined && (allowOutside === true || isInside(folder, url));
  const resolve = { file: { canRead }, ...(allowRemote !== true && { http: false as const }) };
  try {
    const given = original instanceof URL ? pathOrUrl(original) : (structuredClone(original) as never);
    await parser.validate(given, { resolve, dereference: { circular: 'ignore' } });
    return [];
  } catch (error) {
    const message = messageOf(error);
    return [`swagger-parser: ${message.trim().replaceAll('\n', '\n  ')}`];
  }
}

function pathOrUrl(address: URL): string {
  return address.protocol === 'file:' ? fileURLToPath(address) : address.href;
}

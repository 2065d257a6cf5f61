import { fileURLToPath } from 'node:url';
import { messageOf } from '../../base/error-message.ts';
import type { JsonObject } from '../../base/json.ts';
import { UNREAD } from '../document/external-documents.ts';
import { isOpenApi } from '../document/openapi-version.ts';
import { lintExamples } from '../lint/lint-examples.ts';
import { DescriptionError } from '../model/description-error.ts';
import type { Description } from '../model/description.ts';
import type { Fault } from '../model/fault.ts';
import { createPlaceFinder, writtenFilePlace } from './find-in-files.ts';
import { isInside, type ReadingOptions } from './assemble/reading-policy.ts';

/** Requires that a description and its examples have no faults. @throws DescriptionError that lists all of them */
export function requireFaultless(description: Description, others: readonly string[] = []): void {
  const { faults, disabled } = description;
  const placeOf = createPlaceFinder(description);
  const line = ({ pointer, message }: Fault) => `${writtenFilePlace(placeOf(pointer))}: ${message}`;
  const found = [
    ...disabled.map(({ pointer, id, reason }) =>
      line({ pointer, message: `${id} cannot be served: ${reason}` }),
    ),
    ...[...faults, ...lintExamples(description)].map(line),
    ...others,
  ];
  if (found.length === 0) return;
  const { location = description.name } = description;
  throw new DescriptionError(
    [`${location}: what is wrong here is not allowed (--strict):`, ...found].join('\n  '),
  );
}

/** A description as it was given. */
export interface Original {
  /** Undefined for a description in memory. */
  readonly address: URL | undefined;
  /** Undefined where it has to be read from its address. */
  readonly content: JsonObject | undefined;
}

/**
 * Returns the errors of swagger-parser's `validate()` for the original document. Skips OpenAPI 3.2, which it does not
 * know, and descriptions with documents that could not be read.
 */
export async function validateWithSwaggerParser(
  { document }: Description,
  { address, content }: Original,
  { allowOutside, allowRemote }: ReadingOptions,
): Promise<readonly string[]> {
  if (isOpenApi(document, '3.2') || document[UNREAD] !== undefined) return [];
  const { default: parser } = await import('@apidevtools/swagger-parser');
  const folder = address?.protocol === 'file:' ? fileURLToPath(new URL('.', address)) : undefined;
  const canRead = ({ url }: { readonly url: string }) =>
    folder !== undefined && (allowOutside === true || isInside(folder, url));
  const resolve = { file: { canRead }, ...(allowRemote !== true && { http: false as const }) };
  try {
    const options = { resolve, dereference: { circular: 'ignore' } } as const;
    const path = address === undefined ? '' : pathOrUrl(address);
    if (content === undefined) await parser.validate(path, options);
    else await parser.validate(path, structuredClone(content) as never, options);
    return [];
  } catch (error) {
    const message = messageOf(error);
    return [`swagger-parser: ${message.trim().replaceAll('\n', '\n  ')}`];
  }
}

function pathOrUrl(address: URL): string {
  return address.protocol === 'file:' ? fileURLToPath(address) : address.href;
}

import type { MediaType } from '../description/model/media-type-object.ts';
import { violation, type Violation } from './violation.ts';

/** Creates the violation of a content type that is not described. `none`: the word for an empty one. */
export function wrongContentType(
  described: { readonly content: readonly MediaType[]; readonly pointer: string },
  contentType: string,
  none: 'empty' | 'missing',
): Violation {
  const allowed = described.content.map(({ range }) => range);
  return violation({
    where: 'contentType',
    pointer: '',
    descriptionPointer: `${described.pointer}/content`,
    keyword: 'contentType',
    params: { found: contentType, allowed },
    message: `must be ${allowed.join(' or ')}, not ${contentType || none}`,
  });
}

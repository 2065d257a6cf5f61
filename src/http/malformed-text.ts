/**
 * What a wire format does not allow, whatever the schema. Thrown while decoding, caught in `decodeParameter` and
 * `decodeBody`.
 */
export class MalformedText extends Error {
  override readonly name = 'MalformedText';
  readonly keyword: MalformedKeyword;
  /** JSON Pointer to the part of a body that it is about. */
  readonly pointer: string;

  constructor(keyword: MalformedKeyword, message: string, pointer = '') {
    super(message);
    this.keyword = keyword;
    this.pointer = pointer;
  }
}

type MalformedKeyword =
  | 'percentEncoding'
  | 'repeated'
  | 'json'
  | 'style'
  | 'charset'
  | 'depth'
  | 'boundary'
  | 'multipart'
  | 'contentType'
  | 'xml'
  | 'yaml'
  | 'csv';

export function givenTwice(): MalformedText {
  return new MalformedText('repeated', 'must be given once');
}

/** Runs a decoder for the part of a body at `pointer`, and says so of what is malformed there. */
export function decodingAt<Value>(pointer: string, decode: () => Value): Value {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof MalformedText) || error.pointer !== '') throw error;
    throw new MalformedText(error.keyword, error.message, pointer);
  }
}

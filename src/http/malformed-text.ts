/** A text that breaks its wire format, whatever the schema. Caught in `decodeParameter` and `decodeBody`. */
export class MalformedText extends Error {
  override readonly name = 'MalformedText';
  readonly keyword: MalformedKeyword;
  /** JSON Pointer to the malformed part of a body. */
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

/** Runs a decoder for the part of a body at `pointer`, and adds the pointer to its errors. */
export function decodingAt<Value>(pointer: string, decode: () => Value): Value {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof MalformedText) || error.pointer !== '') throw error;
    throw new MalformedText(error.keyword, error.message, pointer);
  }
}

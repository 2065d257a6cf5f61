/** A text that its wire format does not allow, whatever its schema. Thrown while decoding, caught in `decodeParameter`. */
export class MalformedText extends Error {
  override readonly name = 'MalformedText';
  readonly keyword: 'percentEncoding' | 'repeated' | 'json' | 'style';

  constructor(keyword: MalformedText['keyword'], message: string) {
    super(message);
    this.keyword = keyword;
  }
}

export function givenTwice(): MalformedText {
  return new MalformedText('repeated', 'must be given once');
}

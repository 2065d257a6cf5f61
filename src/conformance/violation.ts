/** The part of a message that a violation is about. */
export type MessagePart = 'path' | 'query' | 'header' | 'cookie' | 'body' | 'contentType' | 'status';

/** One rule of the description that a message breaks. */
export interface Violation {
  readonly where: MessagePart;
  /** JSON Pointer into the part: `/department/name` in a body, `/start` in a query. */
  readonly pointer: string;
  /** JSON Pointer into the description. */
  readonly descriptionPointer: string;
  /** The JSON Schema keyword, or one of ours: `json`, `repeated`, `percentEncoding`, `contentType`, … */
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Ajv's text, word for word; in the same tone for rules that are not a schema's. */
  readonly message: string;
  /** The same for people: where, and what is wrong. */
  readonly sentence: string;
}

/** Makes a violation, its sentence from where and message. */
export function violation(facts: Omit<Violation, 'sentence'>): Violation {
  return { ...facts, sentence: sentenceOf(facts) };
}

function sentenceOf({ where, pointer, message, keyword, params }: Omit<Violation, 'sentence'>): string {
  const place = pointer === '' ? NAMES[where] : `${NAMES[where]} ${pointer}`;
  return `${place} ${message}${allowed(keyword, params)}`;
}

const NAMES: Readonly<Record<MessagePart, string>> = {
  path: 'path parameter',
  query: 'query',
  header: 'header',
  cookie: 'cookie',
  body: 'body',
  contentType: 'content type',
  status: 'status',
};

function allowed(keyword: string, params: Readonly<Record<string, unknown>>): string {
  switch (keyword) {
    case 'enum':
      return `: ${JSON.stringify(params['allowedValues'])}`;
    case 'const':
      return `: ${JSON.stringify(params['allowedValue'])}`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `: ${JSON.stringify(params['additionalProperty'] ?? params['unevaluatedProperty'])}`;
    default:
      return '';
  }
}

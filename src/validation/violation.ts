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
  /** Ajv's text verbatim; worded alike for rules that are not a schema's. */
  readonly message: string;
  /** The message for display: the place, the fault, what was found, what is allowed, and what was probably meant. */
  readonly sentence: string;
}

/** Creates a violation. `details` follows the message in the sentence: `: found 5`. */
export function violation(facts: Omit<Violation, 'sentence'>, details = ''): Violation {
  const { where, pointer, message } = facts;
  const place = pointer === '' ? NAMES[where] : `${NAMES[where]} ${pointer}`;
  return { ...facts, sentence: `${place} ${message}${details}` };
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

/** True for keywords that choose between branches. A `oneOf` of which several branches fit has no nearest one. */
export function isChoice({ keyword, params }: Violation): boolean {
  return (
    keyword === 'anyOf' ||
    keyword === 'if' ||
    (keyword === 'oneOf' && !Array.isArray(params['passingSchemas']))
  );
}

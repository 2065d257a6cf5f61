/** Matches texts that begin like JSON, which may have JavaScript's comments. */
const LIKE_JSON = /^\s*(?:[{[]|\/[/*])/;

/** True where a text begins like JSON. It may be a flow collection of YAML all the same. */
export function isLikeJson(text: string): boolean {
  return LIKE_JSON.test(text);
}

/** Returns a text without its byte-order mark. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Returns a JSON or YAML text as YAML, in which lines and columns are the same. */
export function yamlText(text: string): string {
  const content = withoutMark(text);
  return isLikeJson(content) ? withoutComments(content) : content;
}

/**
 * Matches strings, which are kept, and JavaScript's comments, of which the line breaks are kept. `http://a` is not
 * one.
 */
const COMMENTS = /("(?:[^"\\]|\\.)*")|(?<=^|[\s,{}[\]])(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g;

/** Matches where a comment may begin; also in strings. Most texts have none, and large ones take long to go through. */
const MAY_BEGIN = /(?<=^|[\s,{}[\]])\/[/*]/;

function withoutComments(text: string): string {
  if (!MAY_BEGIN.test(text)) return text;
  return text.replace(COMMENTS, (comment, string?: string) => string ?? comment.replace(/[^\n]/g, ' '));
}

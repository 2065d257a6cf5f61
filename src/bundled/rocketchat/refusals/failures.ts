/** The refusal of an identifier that no department has, in the words of most operations. */
export const NOT_FOUND = failure('Department not found', 'error-department-not-found');

/** Returns the refusal of a request that the platform understands and does not carry out, with its sentence and its code. */
export function failure(sentence: string, code: string) {
  const error = [sentence, `[${code}]`].filter((part) => part !== '').join(' ');
  return { status: 400, body: { success: false, error, errorType: code } } as const;
}

/** Returns the refusal that has only a text. */
export function plainFailure(error: string) {
  return { status: 400, body: { success: false, error } } as const;
}

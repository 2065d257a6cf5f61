/** Thrown for a file that cannot keep the state. */
export class PersistError extends Error {
  override readonly name = 'PersistError';
}

/** Thrown for settings of a namespace that cannot be used. The response of a control request is a 400. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

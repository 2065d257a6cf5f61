/** Returns what stands in front of the entries of an HTTP archive (HAR 1.2); they are separated by commas. */
export function harStart(version: string): string {
  const creator = JSON.stringify({ name: 'stuntdouble', version });
  return `{"log":{"version":"1.2","creator":${creator},"pages":[],"entries":[`;
}

/** Stands after the entries. */
export const HAR_END = '\n]}}\n';

/** The standard output, of which nobody else has a part. */
export interface Output {
  readonly write: (text: string) => void;
}

/**
 * Claims the standard output: whatever else this process prints there, such as the code of behaviours and settings, goes to
 * the standard error.
 */
export function claimOutput(): Output {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return { write: (text) => void write(text) };
}

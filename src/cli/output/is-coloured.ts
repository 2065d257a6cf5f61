/** Decides whether a stream gets colours. `NO_COLOR` wins, then `FORCE_COLOR`; else terminals get them, but not in CI. */
export function isColoured(
  { isTTY }: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '', CI = '', TERM = '' } = environment;
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return isTTY === true && CI === '' && TERM !== 'dumb';
}

/** Whether a stream gets colours: a terminal does, but not in CI, and not against NO_COLOR; FORCE_COLOR wins. */
export function isColoured(
  { isTTY }: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '', CI = '', TERM = '' } = environment;
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return isTTY === true && CI === '' && TERM !== 'dumb';
}

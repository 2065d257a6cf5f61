import type { HeaderFields } from '../../http/message.ts';

/** `X-Auth-Token: abc`, a line for each value; names as people write them. */
export function headerLines(headers: HeaderFields): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${titleCase(name)}: ${one}`),
  );
}

function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

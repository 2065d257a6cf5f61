import type { HeaderFields } from '../../http/message.ts';

/** Returns a line such as `X-Auth-Token: abc` for each value, with the usual capital letters in names. */
export function headerLines(headers: HeaderFields): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((text) => `${titleCase(name)}: ${text}`),
  );
}

function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

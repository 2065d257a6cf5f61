import { placeFinderOf, type Located } from '../../../description/load/find-in-files.ts';

/** Returns the file and the line of `openapi/rocketchat.yaml:211`. */
export function splitPlace(place: string): { readonly file: string; readonly line: number } | undefined {
  const [, file, line] = /^(.*):(\d+)$/s.exec(place) ?? [];
  return file === undefined ? undefined : { file, line: Number(line) };
}

/**
 * File and line of a JSON Pointer, `openapi/rocketchat.yaml:211`; undefined where there is none. `write` says how a
 * path is written.
 */
export function placesInFiles(
  description: Located,
  write: (path: string) => string = (path) => path,
): (pointer: string) => string | undefined {
  const find = placeFinderOf(description);
  return (pointer) => {
    const { file, line } = find(pointer);
    return file === undefined || line === undefined ? undefined : `${write(file)}:${line}`;
  };
}

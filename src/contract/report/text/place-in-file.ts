import { createPlaceFinder, type Located } from '../../../description/load/find-in-files.ts';

/**
 * File and line of a JSON Pointer, `openapi/rocketchat.yaml:211`; undefined where there is none. `write` says how a
 * path is written.
 */
export function placesInFiles(
  description: Located,
  write: (path: string) => string = (path) => path,
): (pointer: string) => string | undefined {
  const find = createPlaceFinder(description);
  return (pointer) => {
    const { file, line } = find(pointer);
    return file === undefined || line === undefined ? undefined : `${write(file)}:${line}`;
  };
}

/** Returns the folder of the package. It is one level above this file, both in `src/` and in `dist/`. */
export function packageRoot(): URL {
  return new URL('../', import.meta.url);
}

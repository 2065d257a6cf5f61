/** The folder of the package, seen from `src/` and from `dist/`. */
export function packageRoot(): URL {
  return new URL('../', import.meta.url);
}

/** Returns the folder of the package. It is as far above this file in `src/` as in `dist/`. */
export function packageRoot(): URL {
  return new URL('../../../../', import.meta.url);
}

import { UsageError } from './usage-error.ts';

/**
 * Runs a file of TypeScript or JavaScript, and returns its exports. Nothing is cached, so a changed file is read again.
 * `file` is the path as the user gave it; `onRead` is called with the path of each file that is read.
 * @throws UsageError when the file throws
 */
export async function runModule(
  path: string,
  file: string,
  onRead: (path: string) => void = () => {},
): Promise<unknown> {
  const [{ createJiti }, stuntdouble] = await Promise.all([import('jiti'), import('../../index.ts')]);
  const { transform } = createJiti(path);
  const jiti = createJiti(path, {
    moduleCache: false,
    fsCache: false,
    // makes `import { defineBehaviours } from 'stuntdouble'` work also where the package is not installed
    virtualModules: { stuntdouble },
    transform: (source) => {
      if (source.filename !== undefined) onRead(source.filename);
      return { code: transform(source) };
    },
  });
  delete jiti.cache[path]; // Node itself runs CommonJS modules, and caches them
  try {
    return await jiti.import(path);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error, path)}`, { cause: error });
  }
}

/** Returns the message of the error that the file threw, and the line of the file that is in its stack. */
function reasonOf(error: unknown, path: string): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => line.includes(path));
  return place === undefined ? error.message : `${error.message}\n${place}`;
}

import { UsageError } from './usage-error.ts';

/**
 * What a file of TypeScript or JavaScript exports. Nothing is cached: a changed file is read anew. `file` is what people
 * call it; `onRead` is told of each file that it imports. @throws UsageError for what it throws
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
    // `import { defineBehaviours } from 'stuntdouble'` works also where the package is not installed
    virtualModules: { stuntdouble },
    transform: (source) => {
      if (source.filename !== undefined) onRead(source.filename);
      return { code: transform(source) };
    },
  });
  delete jiti.cache[path]; // CommonJS is run by Node itself, which remembers
  try {
    return await jiti.import(path);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error, path)}`, { cause: error });
  }
}

/** What it threw, and on which of its lines. */
function reasonOf(error: unknown, path: string): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => line.includes(path));
  return place === undefined ? error.message : `${error.message}\n${place}`;
}

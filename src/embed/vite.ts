import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../base/error-message.ts';
import { BUNDLED_NAMES } from '../bundled/bundled-apis.ts';
import type { MockOptions } from '../create-mock.ts';
import { apisOf } from '../bundled/mock-apis.ts';
import { listenPage } from '../mock/server/control/page/page-server.ts';
import { createMiddleware, type Middleware } from './middleware.ts';

/** The options of the plugin: those of `createMock`, and where the mock stands. */
export interface PluginOptions extends MockOptions {
  /** What comes before the mock's paths in the dev server, such as `/api`. Default: nothing. */
  readonly prefix?: string;
  /** The port of the page on which the mock is seen and steered; `false`: no page. Default: a free port. */
  readonly page?: number | false;
}

/** What the plugin uses of Vite's dev server. */
interface DevServer {
  readonly middlewares: { use: (path: string, middleware: Middleware) => unknown };
  readonly watcher: {
    add: (paths: readonly string[]) => unknown;
    on: (event: 'all', listener: (event: string, path: string) => void) => unknown;
  };
  readonly config: { readonly logger: Record<'info' | 'error', (message: string) => void> };
  /** Null where Vite is part of another server. */
  readonly httpServer: {
    readonly once: (event: 'listening' | 'close', listener: () => void) => unknown;
    readonly address: () => string | { readonly port: number } | null;
  } | null;
}

/** A plugin of Vite 5 and later. */
export interface MockPlugin {
  readonly name: string;
  readonly apply: 'serve';
  readonly configureServer: (server: DevServer) => void;
}

/**
 * Returns a plugin that serves a mock in Vite's dev server: paths of the descriptions, and `/_stuntdouble/…`. Edited
 * descriptions and fixtures are used from the next request on, and the state is kept.
 */
export function stuntdouble({ prefix = '', page = 0, ...options }: PluginOptions = {}): MockPlugin {
  return {
    name: 'stuntdouble',
    apply: 'serve',
    configureServer: ({ middlewares, watcher, config: { logger }, httpServer }) => {
      const middleware = createMiddleware(options);
      middlewares.use(prefix === '' ? '/' : prefix, middleware);
      const paths = filesOf(options);
      watcher.add(paths);
      watcher.on('all', (_, changed) => {
        if (!paths.some((path) => changed === path || changed.startsWith(`${path}${sep}`))) return;
        try {
          void middleware.mock.reload(apisOf(options));
          logger.info('stuntdouble: reloaded');
        } catch (error) {
          logger.error(
            `stuntdouble: not reloaded, the last valid version goes on serving: ${messageOf(error)}`,
          );
        }
      });
      const titles = middleware.mock.descriptions.map(({ title }) => title);
      logger.info(`stuntdouble: ${titles.join(', ')} at ${prefix}/, state at ${prefix}/_stuntdouble`);
      if (page === false) return;
      httpServer?.once('listening', () => {
        const own = httpServer.address();
        const url = `http://localhost:${typeof own === 'object' && own !== null ? own.port : ''}${prefix}`;
        const { controlToken } = options;
        listenPage(middleware.mock, { url, controlToken, onControl: undefined }, { port: page })
          .then((listening) => {
            logger.info(`stuntdouble: see and steer it at ${listening.url}/`);
            httpServer.once('close', () => void listening.close());
          })
          .catch((error: unknown) => logger.error(`stuntdouble: there is no page: ${messageOf(error)}`));
      });
    },
  };
}

/** Returns the absolute paths of the files and folders that the options name. */
function filesOf({ descriptions = [], fixtures }: MockOptions): readonly string[] {
  const sources = [descriptions, fixtures ?? []].flat();
  return sources.flatMap((source) => {
    if (source instanceof URL) return [fileURLToPath(source)];
    const isFile = typeof source === 'string' && !BUNDLED_NAMES.includes(source);
    return isFile ? [resolve(source)] : [];
  });
}

import type {
  Fixtures,
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
} from '@playwright/test';
import { createMock, listen, type Listening, type MockOptions } from '../index.ts';

/** A mock whose state belongs to one test. */
export interface TestMock {
  /** The address of the mock. Requests of the page to it belong to the test. */
  readonly url: string;
  /** The name of the test's state. */
  readonly namespace: string;
  /** The header fields that other requests of the test need. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The fixtures of a test, and of a worker. */
export interface MockFixtures {
  readonly mock: TestMock;
}

export interface MockWorkerFixtures {
  readonly mockServer: Listening;
}

/** Options of the mock, and where it listens. */
export interface MockFixtureOptions extends MockOptions {
  /** Default: any free port, another one for each worker. */
  readonly port?: number;
}

/** The part of a browser's context that the fixture uses. */
interface Context {
  readonly route: (url: (url: URL) => boolean, handler: (route: Route) => Promise<void>) => Promise<void>;
}

interface Route {
  readonly request: () => { readonly headers: () => Record<string, string> };
  readonly continue: (overrides: { readonly headers: Record<string, string> }) => Promise<void>;
}

type Use<Value> = (value: Value) => Promise<void>;

/**
 * Returns fixtures for `test.extend`: each worker has a mock, and each test a state of its own in it, which the requests
 * of its page to the mock belong to.
 */
export function mockFixture({
  port = 0,
  ...options
}: MockFixtureOptions): Fixtures<
  MockFixtures,
  MockWorkerFixtures,
  PlaywrightTestArgs & PlaywrightTestOptions,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
> {
  return {
    mockServer: [
      // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the code
      async ({}: object, use: Use<Listening>) => {
        const server = await listen(createMock(options), { port });
        await use(server);
        await server.close();
      },
      { scope: 'worker' },
    ],
    mock: async (
      { mockServer }: MockWorkerFixtures,
      use: Use<TestMock>,
      { testId, retry }: { readonly testId: string; readonly retry: number },
    ) => {
      const namespace = `${testId}-${retry}`;
      const headers = { 'x-stuntdouble-namespace': namespace };
      await use({ url: mockServer.url, namespace, headers });
    },
    context: async ({ context, mock }: MockFixtures & { readonly context: Context }, use: Use<Context>) => {
      const { origin } = new URL(mock.url);
      await context.route(
        (url) => url.origin === origin,
        (route) => route.continue({ headers: { ...route.request().headers(), ...mock.headers } }),
      );
      await use(context);
    },
  };
}

import { spawn } from 'node:child_process';
import type { Mock } from '../../mock/mock.ts';
import type { ControlEvent } from '../../mock/server/serve.ts';
import type { Listening } from '../../mock/server/listen.ts';
import { listenPage } from '../../mock/server/control/page/page-server.ts';
import type { MockTask } from './options/mock-options.ts';
import { isInUse, listenOrExplain } from './serving.ts';

/** Serves the page of a mock that listens already; undefined where none is wanted. @throws UsageError */
export async function servePage(
  mock: Mock,
  { server, url }: Listening,
  { address, settings: { controlToken }, page }: MockTask,
  onControl: ((event: ControlEvent) => void) | undefined,
): Promise<Listening | undefined> {
  if (page === undefined) return undefined;
  const at = (port: number) => listenPage(mock, { url, controlToken, onControl }, { ...address, port });
  const { port } = page;
  if (port !== undefined) return listenOrExplain(() => at(port), { ...address, port }, '--page-port');
  const own = server.address();
  const next = typeof own === 'object' && own !== null && address.port !== 0 ? own.port + 1 : 0;
  return at(next > 65_535 ? 0 : next).catch((error: unknown) => {
    if (isInUse(error)) return at(0);
    throw error;
  });
}

/** Opens a page in the browser. A token stands in the fragment, which browsers do not send. */
export function openInBrowser(url: string, token: string | undefined): void {
  const address = token === undefined ? url : `${url}/#token=${encodeURIComponent(token)}`;
  const [command = '', ...words] = OPENERS[process.platform] ?? ['xdg-open'];
  const opening = spawn(command, [...words, address], { stdio: 'ignore', detached: true });
  opening.on('error', () => process.stderr.write(`no browser could be opened: go to ${url}/ by hand\n`));
  opening.unref();
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawResponse } from '../../../../http/message.ts';
import { pathOf } from '../../../../http/request-target.ts';
import type { Mock } from '../../../mock.ts';
import { listen, type Listening, type ListenOptions } from '../../listen.ts';
import { send } from '../../send.ts';
import { originForm, serveControl, type ControlEvent } from '../../serve.ts';
import { problem } from '../control-response.ts';
import { createControl, isControl } from '../control.ts';
import { pageHtml } from './page-html.ts';

/** The settings of the mock's page. */
export interface PageSettings {
  /** The address of the mock. */
  readonly url: string;
  /** As that of the mock. */
  readonly controlToken?: string | undefined;
  /** Called after each request of the page that may have changed something. */
  readonly onControl?: ((event: ControlEvent) => void) | undefined;
}

/**
 * Serves the page of a mock, and the control requests of that page, on a port of its own: nothing else that a browser would
 * run has this origin. @throws the error of `server.listen`
 */
export async function listenPage(
  mock: Mock,
  settings: PageSettings,
  address: ListenOptions,
): Promise<Listening> {
  const { url, controlToken, onControl } = settings;
  const control = createControl(mock, controlToken, { door: 'page', url });
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const target = originForm(request.url ?? '/');
    const { method = 'GET' } = request;
    if (!isControl(target)) {
      const sent = send(pageResponse(method, target), response, !request.complete);
      if (sent !== undefined) await sent;
      return;
    }
    const status = await serveControl(control, target, request, response);
    if (status !== undefined && method !== 'GET' && method !== 'HEAD')
      onControl?.({ method, target, status });
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    serve(request, response).catch(() => response.destroy());
  };
  const listening = await listen(listener, address, () => mock.events.end());
  mock.ownPorts.add(Number(new URL(listening.url).port));
  return listening;
}

function pageResponse(method: string, target: string): RawResponse {
  if (pathOf(target) !== '/') return problem(404, 'Not Found', 'the page is at /');
  if (method !== 'GET' && method !== 'HEAD')
    return problem(405, 'Method Not Allowed', 'the page is read alone', { allow: 'GET, HEAD' });
  const { text, headers } = pageHtml();
  return { status: 200, headers, body: text };
}

import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import { Server as TlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { sendFailure } from '../../../http/client/send-failure.ts';
import { NO_BODY, type HeaderFields, type RawRequest } from '../../../http/message.ts';
import { forwardedFields } from '../../control/upstream/forwarded-fields.ts';
import { passRefusal } from '../../control/upstream/pass-access.ts';
import { returnedFields } from '../../control/upstream/returned-fields.ts';
import { upstreamTarget } from '../../control/upstream/upstream-url.ts';
import { askToUpgrade, type UpgradeAnswer } from './ask-to-upgrade.ts';
import { senderOf } from './forward.ts';
import type { Through } from './through.ts';

/** The connections that requests have upgraded. */
interface Upgrades {
  readonly end: () => void;
}

/**
 * Passes on requests that upgrade their connections, such as those of WebSockets. Of those that do not go through, the
 * upgrade is ignored, as servers may (RFC 9110, section 7.8): they are served like any other request.
 */
export function serveUpgrades(
  server: Server,
  through: Through,
  headOf: (request: IncomingMessage) => RawRequest,
): Upgrades {
  const open = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, start: Buffer) => {
    const head = headOf(request);
    const protocol = String(head.headers['upgrade'] ?? '');
    const decision = /^h2c\b/i.test(protocol) ? undefined : through.decide(head);
    if (decision?.kind !== 'pass') return serveAgain(server, request, socket, start);
    track(socket, open);
    const told = { request: head, operation: decision.found?.operation, violations: [] };
    const began = performance.now();
    const tell = (status: number, headers: HeaderFields, reason: string | undefined, isPassed: boolean) => {
      const event = { ...told, response: { status, headers, body: NO_BODY }, reason };
      through.passage.tell(
        isPassed ? { ...event, upstream: { violations: [] } } : event,
        performance.now() - began,
      );
    };
    const refuse = (status: number, reason: string) => {
      tell(status, {}, reason, false);
      socket.end(headText(status, { 'content-type': 'text/plain', connection: 'close' }) + reason);
    };
    void pass(through, { request, head, protocol }).then(
      (answer) => {
        if (typeof answer === 'string') return refuse(403, answer);
        const { status, headers, body, upgraded } = answer;
        const ours = returnedFields(headers, {
          request: head,
          upstream: through.upstream.url,
          cors: 'documented',
        });
        const { secrets } = through.upstream;
        if (secrets.isNeeded && (secrets.inFields(ours) || secrets.inBytes(body)))
          return refuse(502, 'the response shows a credential that was given for the upstream');
        tell(status, ours, undefined, true);
        const framing = upgraded
          ? { connection: 'Upgrade', upgrade: headers['upgrade'] ?? protocol }
          : { connection: 'close', 'content-length': String(body.length) };
        socket.write(Buffer.from(headText(status, { ...ours, ...framing }), 'latin1'));
        if (upgraded === undefined) return void socket.end(body);
        track(upgraded, open);
        if (start.length > 0) upgraded.write(start);
        joinSockets(socket, upgraded);
      },
      (error: unknown) => refuse(502, `upstream: ${sendFailure(error).outcome.reason}`),
    );
  });
  return {
    end: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

async function pass(
  { upstream }: Through,
  {
    request,
    head,
    protocol,
  }: { readonly request: IncomingMessage; readonly head: RawRequest; readonly protocol: string },
): Promise<UpgradeAnswer | string> {
  const refusal = passRefusal(senderOf(request, head.headers), upstream.access);
  if (refusal !== undefined) return refusal;
  const path = upstreamTarget(upstream.url, head.target);
  if (path === undefined) return 'a path with dot segments does not go through to the upstream';
  const fields = forwardedFields(head.headers, upstream.url, upstream.headers);
  return askToUpgrade(await upstream.dispatcher(), {
    origin: upstream.url.origin,
    path,
    method: head.method,
    headers: fields,
    protocol,
  });
}

/** Lets the server read a request once more, as one that does not upgrade. */
function serveAgain(server: Server, request: IncomingMessage, socket: Duplex, start: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!/^(?:upgrade|http2-settings|connection)$/i.test(name)) lines.push(`${name}: ${value}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), start]));
  server.emit(server instanceof TlsServer ? 'secureConnection' : 'connection', socket);
}

function headText(status: number, headers: HeaderFields): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${name}: ${one}`),
  );
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n');
}

/** Passes bytes on both ways, until either end closes. */
function joinSockets(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  one.once('close', () => other.destroy());
  other.once('close', () => one.destroy());
}

function track(socket: Duplex, open: Set<Duplex>): void {
  open.add(socket);
  socket.on('error', () => socket.destroy());
  socket.once('close', () => open.delete(socket));
}

import type { Clock } from '../../server/clock.ts';
import { DescribedServer } from '../../server/described-server.ts';
import type { Problem } from '../../server/json-schema.ts';
import { Refusal, type Answer, type Request, type Silence, type Written } from '../../server/message.ts';
import { pathOf, type Route } from '../../server/routes.ts';
import type { Members, Work } from '../../server/work.ts';
import { auditOperations } from './audit.ts';
import { bookOperations } from './books.ts';
import { bookingOperations } from './bookings.ts';
import { Campus } from './campus.ts';
import { groupOperations } from './groups.ts';
import { lenient } from './lenient-text.ts';
import { orderOperations } from './orders.ts';
import { productOperations } from './products.ts';
import { recordOperations } from './records.ts';
import { sessionOf, sessionOperations, WHO } from './sessions.ts';
import { settingOperations } from './settings.ts';
import { streamOperations } from './streams.ts';
import { switchOperations } from './switches.ts';
import { userOperations } from './users.ts';
import { zoneOperations } from './zones.ts';

const CODES: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  412: 'precondition_failed',
  415: 'unsupported_media_type',
  422: 'unprocessable',
  429: 'too_many_requests',
  503: 'maintenance',
};

/** The parameters of paths to records, whose 404 is described without a body. */
const IN_RECORDS = ['name', 'type'];

const READS = ['GET', 'HEAD', 'OPTIONS'];

/** A server as real ones are. */
export class Awkward extends DescribedServer {
  readonly campus: Campus;
  readonly work: Record<string, Work>;
  protected override readonly typed = lenient;
  /** Tells whether somebody may do what needs a session. */
  isLetIn: (route: Route, request: Request) => boolean = (_, request) =>
    sessionOf(this.campus, request) !== undefined;
  /** Tells whether an operation is refused in maintenance. */
  isHeldBack: (route: Route) => boolean = ({ id, method }) =>
    id !== 'changeMaintenance' && !READS.includes(method);

  constructor(document: Members, clock: Clock) {
    super(document);
    const campus = new Campus(clock);
    this.campus = campus;
    this.work = {
      ...bookOperations(campus),
      ...userOperations(campus),
      ...groupOperations(campus),
      ...productOperations(campus),
      ...orderOperations(campus),
      ...zoneOperations(campus),
      ...recordOperations(campus),
      ...bookingOperations(campus),
      ...auditOperations(campus),
      ...sessionOperations(campus),
      ...settingOperations(campus),
      ...streamOperations(campus),
      ...switchOperations(campus),
    };
  }

  override handle(request: Request): Written | Silence {
    if (this.campus.hasEnded) return 'gone';
    const answer = this.#handleReadable(request);
    if (typeof answer === 'string') return answer;
    return { ...answer, headers: { ...answer.headers, 'x-request-id': crypto.randomUUID() } };
  }

  protected override admit(route: Route, request: Request): void {
    if (this.campus.isInMaintenance && this.isHeldBack(route)) {
      throw new Refusal(503, 'maintenance is switched on', {}, { 'retry-after': '120' });
    }
    const { security = [] } = route.operation as { readonly security?: readonly unknown[] };
    if (security.length > 0 && !this.isLetIn(route, request)) {
      throw new Refusal(401, 'nobody is logged in', {}, WHO);
    }
  }

  protected override bodyRefusal([problem]: readonly Problem[]): Refusal {
    const { pointer, rule } = problem ?? { pointer: '', rule: 'body' };
    return new Refusal(400, `${pointer || 'the body'}: ${rule}`, { field: pointer.slice(1) });
  }

  /** A path that cannot be is nobody's. */
  protected override parameterRefusal(parameter: Members, rule: string): Refusal {
    const name = String(parameter['name']);
    if (parameter['in'] === 'path') return new Refusal(404, IN_RECORDS.includes(name) ? '' : 'there is none');
    return new Refusal(400, `${name}: ${rule}`, { field: name });
  }

  /** One without words has no body; what is not there at all is answered with a page. */
  protected override refusal({ status, message, further, headers }: Refusal): Answer {
    if (message === '') return { status, headers };
    const code = CODES[status] ?? 'error';
    const type = { 'content-type': 'application/json', ...headers };
    return { status, headers: type, body: { code, message, ...further, traceId: crypto.randomUUID() } };
  }

  #handleReadable(request: Request): Written | Silence {
    const { method } = request;
    try {
      decodeURIComponent(pathOf(request));
    } catch {
      return super.handle({ ...request, target: '/%25' });
    }
    if (method === 'HEAD') return headOf(super.handle({ ...request, method: 'GET' }));
    const methods = this.routes.filter(({ pattern }) => pattern.test(pathOf(request)));
    if (method !== 'OPTIONS' || methods.length === 0) return super.handle(request);
    const allow = ['OPTIONS', ...methods.map((route) => route.method)].join(', ');
    return { status: 204, headers: { allow }, body: new Uint8Array(0) };
  }
}

function headOf(answer: Written | Silence): Written | Silence {
  if (typeof answer === 'string') return answer;
  const { status, headers } = answer;
  return { status, headers, body: new Uint8Array(0) };
}

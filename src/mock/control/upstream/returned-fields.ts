import type { HeaderFields, RawRequest } from '../../../http/message.ts';
import { originOf } from '../../../http/request-target.ts';
import { isLoopbackHost } from '../../../http/host/loopback.ts';
import { readableByPages, type CorsMode } from '../../respond/cors.ts';
import { withoutConnectionFields } from './forwarded-fields.ts';
import type { UpstreamUrl } from './upstream-url.ts';

/** What the header fields of a response depend on beside the upstream. */
interface Returning {
  readonly request: RawRequest;
  readonly upstream: UpstreamUrl;
  readonly cors: CorsMode;
}

/**
 * Returns the header fields with which a response of the upstream is passed on. Changed are: those of the connection, a
 * `Location` within the upstream, `Domain` and `Secure` of cookies, and with the mode `open` those of CORS.
 */
export function returnedFields(headers: HeaderFields, { request, upstream, cors }: Returning): HeaderFields {
  const fields: Record<string, string | readonly string[] | undefined> = withoutConnectionFields(headers);
  const location = fields['location'];
  if (typeof location === 'string') fields['location'] = returnedLocation(location, request, upstream);
  const cookies = fields['set-cookie'];
  if (cookies !== undefined) {
    const isSecure = request.scheme === 'https';
    fields['set-cookie'] = [cookies].flat().map((line) => returnedCookie(line, upstream, isSecure));
  }
  if (cors === 'documented') return fields;
  const readable = readableByPages(request, { status: 0, headers: fields, body: '' });
  return Object.fromEntries(Object.entries(readable.headers).filter(([, value]) => value !== undefined));
}

const LOCATION = /^(?:(https?:)?\/\/([^/?#\\]*))?([^?#]*)/i;

/** Leads to the mock where the location is below the upstream's URL. Any other stays as it is. */
function returnedLocation(location: string, request: RawRequest, { origin, basePath }: UpstreamUrl): string {
  const [start = '', scheme = new URL(origin).protocol, authority, path = ''] = LOCATION.exec(location) ?? [];
  if (path.includes('\\') || (authority === undefined && !path.startsWith('/'))) return location;
  if (authority !== undefined && !isOrigin(`${scheme}//${authority}`, origin)) return location;
  if (path !== basePath && !path.startsWith(`${basePath}/`)) return location;
  const rest = location.slice(start.length - path.length + basePath.length);
  const own = rest.startsWith('/') ? rest : `/${rest}`;
  return authority === undefined ? own : `${originOf(request) ?? ''}${own}`;
}

function isOrigin(text: string, origin: string): boolean {
  return URL.canParse(text) && new URL(text).origin === origin;
}

/**
 * Returns a cookie as one of the mock. `Domain` goes only where the upstream may set it: a cookie for another domain is
 * refused by browsers, and stays so. Without `Secure`, `SameSite=None` and `Partitioned` would make browsers refuse it.
 */
function returnedCookie(line: string, { origin, basePath }: UpstreamUrl, isSecure: boolean): string {
  const [pair = '', ...attributes] = line.split(';');
  const isBound = /^\s*__(?:Secure|Host)-/i.test(pair);
  const keepsSecure = isSecure || isBound;
  const kept = attributes.flatMap((attribute) => {
    const [name = '', value = ''] = attribute.split('=').map((part) => part.trim());
    switch (name.toLowerCase()) {
      case 'domain':
        return covers(value, new URL(origin).hostname) ? [] : [attribute];
      case 'secure':
      case 'partitioned':
        return keepsSecure ? [attribute] : [];
      case 'samesite':
        return keepsSecure || value.toLowerCase() !== 'none' ? [attribute] : [];
      case 'path':
        return basePath !== '' && (value === basePath || value.startsWith(`${basePath}/`))
          ? [` Path=${value.slice(basePath.length) || '/'}`]
          : [attribute];
      default:
        return [attribute];
    }
  });
  return [pair, ...kept].join(';');
}

/** RFC 6265, section 5.1.3. */
function covers(domain: string, host: string): boolean {
  const name = domain.toLowerCase().replace(/^\./, '');
  if (name === host) return true;
  return (
    name.includes('.') && host.endsWith(`.${name}`) && !isLoopbackHost(host) && !/^[\d.]+$|^\[/.test(host)
  );
}

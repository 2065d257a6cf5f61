import pc from 'picocolors';
import { percentDecoded } from '../../base/percent-decode.ts';
import type { Description } from '../../description/model/description.ts';
import type { ExchangeEvent } from '../../mock/mock.ts';
import type { ControlEvent } from '../../mock/server/app.ts';

/** One line for an exchange: what was asked, what was answered, and why it was refused. Never a credential. */
export function logLine(
  { request, response, operation, reason }: ExchangeEvent,
  descriptions: readonly Description[],
): string {
  const target = withoutSecrets(request.target, descriptions);
  const id = operation === undefined ? '' : ` ${pc.dim(operation.id)}`;
  const why = reason === undefined ? '' : `: ${printable(withoutSecrets(reason, descriptions))}`;
  return `${request.method} ${target} ${coloured(response.status)}${id}${why}`;
}

/** One line for a request to the mock itself: dimmed, since no API was asked. */
export function controlLine({ method, target, status }: ControlEvent): string {
  return pc.dim(`${method} ${printable(target)} ${status}`);
}

function coloured(status: number): string {
  if (status >= 500) return pc.red(String(status));
  return status >= 400 ? pc.yellow(String(status)) : pc.green(String(status));
}

/** Hides API keys in a query, however they are encoded, and a user with a password in front of a host. */
function withoutSecrets(text: string, descriptions: readonly Description[]): string {
  if (!/[?@]/.test(text)) return text;
  const secrets = secretNames(descriptions);
  return text
    .replace(/\/\/[^/?@]*@/g, '//***@')
    .replace(/([?&])([^=&\s]*)=[^&\s]*/g, (pair, separator: string, name: string) =>
      secrets.has(percentDecoded(name)) ? `${separator}${name}=***` : pair,
    );
}

/** API keys that travel in the query, and the token of RFC 6750, section 2.3. */
function secretNames(descriptions: readonly Description[]): ReadonlySet<string> {
  const carriers = descriptions.flatMap(({ securitySchemes }) =>
    securitySchemes.map(({ carrier }) => carrier),
  );
  const names = carriers.flatMap((carrier) =>
    carrier.kind === 'apiKey' && carrier.in === 'query' ? [carrier.name] : [],
  );
  return new Set(['access_token', ...names]);
}

/** A decoded parameter's name may hold what a terminal would obey. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => encodeURIComponent(character));
}

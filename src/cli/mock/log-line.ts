import pc from 'picocolors';
import { percentDecoded } from '../../base/percent-decode.ts';
import type { Description } from '../../description/model/description.ts';
import type { ExchangeEvent } from '../../mock/control/exchange-event.ts';
import type { ControlEvent } from '../../mock/server/serve.ts';

/** Returns the log line of an exchange: request, status, operation, and the reason of a refusal. Masks credentials. */
export function logLine(
  { request, response, operation, reason }: ExchangeEvent,
  descriptions: readonly Description[],
): string {
  const target = withoutSecrets(request.target, descriptions);
  const id = operation === undefined ? '' : ` ${pc.dim(operation.id)}`;
  const suffix =
    reason === undefined ? '' : `: ${withoutControlCharacters(withoutSecrets(reason, descriptions))}`;
  return `${request.method} ${target} ${coloured(response.status)}${id}${suffix}`;
}

/** Returns the log line of a request to `/_stuntdouble/…`: dimmed, since no API received it. */
export function controlLine({ method, target, status }: ControlEvent): string {
  return pc.dim(`${method} ${withoutControlCharacters(target)} ${status}`);
}

function coloured(status: number): string {
  if (status >= 500) return pc.red(String(status));
  return status >= 400 ? pc.yellow(String(status)) : pc.green(String(status));
}

/** Masks API keys in a query, however their names are encoded, and the user and password in front of a host. */
function withoutSecrets(text: string, descriptions: readonly Description[]): string {
  if (!/[?@]/.test(text)) return text;
  const secrets = secretNames(descriptions);
  return text
    .replace(/\/\/[^/?@]*@/g, '//***@')
    .replace(/([?&])([^=&\s]*)=[^&\s]*/g, (pair, separator: string, name: string) =>
      secrets.has(percentDecoded(name)) ? `${separator}${name}=***` : pair,
    );
}

/** Returns the names of API keys in the query, and that of the token in RFC 6750, section 2.3. */
function secretNames(descriptions: readonly Description[]): ReadonlySet<string> {
  const carriers = descriptions.flatMap(({ securitySchemes }) =>
    securitySchemes.map(({ carrier }) => carrier),
  );
  const names = carriers.flatMap((carrier) =>
    carrier.kind === 'apiKey' && carrier.in === 'query' ? [carrier.name] : [],
  );
  return new Set(['access_token', ...names]);
}

/** Encodes control characters, which a decoded text may contain and a terminal would interpret. */
function withoutControlCharacters(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => encodeURIComponent(character));
}

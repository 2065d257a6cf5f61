import pc from 'picocolors';
import { percentDecoded } from '../../base/percent-decode.ts';
import type { Description } from '../../description/model/description.ts';
import type { DeliveryEntry } from '../../mock/control/callbacks/delivery-entry.ts';
import type { ExchangeEvent } from '../../mock/control/exchange-event.ts';
import type { Violation } from '../../validation/violation.ts';
import type { PassCounts } from '../../mock/control/inspect/shown/settings.ts';
import type { ControlEvent } from '../../mock/server/serve.ts';

/**
 * Returns the log line of an exchange: request, status, operation, who responded where that is the upstream, and the reason
 * of a refusal or what the upstream's response breaks. Masks credentials.
 */
export function logLine(
  { request, response, operation, reason, upstream }: ExchangeEvent,
  descriptions: readonly Description[],
): string {
  const target = withoutSecrets(request.target, descriptions);
  const id = operation === undefined ? '' : ` ${pc.dim(operation.id)}`;
  const who = upstream === undefined ? '' : ` ${pc.cyan('upstream')}`;
  const told = reason ?? breach(upstream?.violations ?? []);
  const suffix =
    told === undefined ? '' : `: ${withoutControlCharacters(withoutSecrets(told, descriptions))}`;
  return `${request.method} ${target} ${coloured(response.status)}${id}${who}${suffix}`;
}

/** Says what a response of the upstream breaks. */
function breach([first, ...others]: readonly Violation[]): string | undefined {
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : `; ${others.length} more`;
  return `breaks the description: ${first.sentence}${more}`;
}

/** Returns the log line of a callback or webhook that the mock has sent, or has not. */
export function deliveryLine({
  kind,
  name,
  method,
  origin,
  path,
  outcome,
  reason,
  tries,
}: DeliveryEntry): string {
  const status = tries.at(-1)?.status ?? null;
  const result = status === null ? pc.red(outcome) : coloured(status);
  const told = reason === null ? '' : `: ${withoutControlCharacters(reason)}`;
  return `${pc.cyan(kind)} ${method} ${withoutControlCharacters(origin + path)} ${result} ${pc.dim(name)}${told}`;
}

/** Says how many responses of the upstream there were, and how many of them broke the description. */
export function passedLine({ passed, judged, broken, operations }: PassCounts): string {
  const where = Object.entries(operations).map(([operation, count]) => `${operation} ${count}`);
  const found = broken === 0 ? 'none broke it' : `${broken} broke it: ${where.join(', ')}`;
  return `upstream: ${passed} responses; the description has the operations of ${judged}, and ${found}`;
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

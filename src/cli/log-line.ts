import pc from 'picocolors';
import type { ExchangeEvent } from '../mock/mock.ts';
import type { Description } from '../spec/description.ts';

/** One line for an exchange: what was asked, what was answered, and why it was refused. Never a credential. */
export function logLine(
  { request, response, operation, violations }: ExchangeEvent,
  descriptions: readonly Description[],
): string {
  const target = withoutSecrets(request.target, secretNames(descriptions));
  const answered = `${request.method} ${target} ${colour(response.status)}`;
  const reason = violations[0]?.sentence;
  return `${answered}${operation ? ` ${pc.dim(operation.id)}` : ''}${reason === undefined ? '' : `: ${reason}`}`;
}

function colour(status: number): string {
  if (status >= 500) return pc.red(String(status));
  return status >= 400 ? pc.yellow(String(status)) : pc.green(String(status));
}

/** API keys that travel in the query. */
function secretNames(descriptions: readonly Description[]): ReadonlySet<string> {
  const schemes = descriptions.flatMap(({ securitySchemes }) => securitySchemes);
  const names = schemes.flatMap(({ carrier }) =>
    carrier.kind === 'apiKey' && carrier.in === 'query' ? [carrier.name] : [],
  );
  return new Set(names);
}

function withoutSecrets(target: string, secrets: ReadonlySet<string>): string {
  return target.replace(/([?&])([^=&]*)=([^&]*)/g, (pair, separator: string, name: string) =>
    secrets.has(name) ? `${separator}${name}=***` : pair,
  );
}

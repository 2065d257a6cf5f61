import { readFileSync } from 'node:fs';
import type { ConnectionOptions, Proxy } from '../../http/client/connection-options.ts';
import { isLoopback } from '../../http/host/loopback.ts';
import type { ParsedArguments } from './arguments.ts';
import { explainFileError } from './file-error.ts';

/** The connection to a target, as the command line and the environment describe it. */
export type ConnectionTask = Pick<ConnectionOptions, 'ca' | 'insecure' | 'proxy'> & {
  /** The same as options of curl: `-k`, `--cacert` and `-x`; a proxy with a password is left out. */
  readonly curlOptions: readonly string[];
};

/**
 * Reads `--ca`, `--insecure` and `--proxy`. Without `--proxy`, the proxies of the environment are used for targets that
 * are not on this machine.
 */
export function readConnectionOptions(
  { text, flag }: ParsedArguments,
  target: URL | undefined,
  { environment, faults }: { readonly environment: Environment; readonly faults: string[] },
): ConnectionTask {
  const insecure = flag('insecure') === true;
  const file = text('ca');
  const ca = file === undefined ? undefined : certificates(file, faults);
  const url = text('proxy') === undefined ? undefined : proxyUrl(text('proxy') ?? '', faults);
  const proxy: Proxy | undefined = url
    ? { kind: 'url', url: url.href }
    : target && !isLoopback(target)
      ? proxyOf(environment, faults)
      : undefined;
  return {
    ...(ca !== undefined && { ca }),
    ...(insecure && { insecure }),
    ...(proxy !== undefined && { proxy }),
    curlOptions: [
      ...(insecure ? ['-k'] : []),
      ...(file === undefined ? [] : ['--cacert', file]),
      ...(url === undefined || url.password !== '' ? [] : ['-x', url.origin]),
    ],
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads `http_proxy`, `https_proxy` and `no_proxy`. The names in lower case win, as they do in curl. */
function proxyOf(environment: Environment, faults: string[]): Proxy | undefined {
  const named = (name: string) =>
    [environment[name], environment[name.toUpperCase()]].find(
      (value) => value !== undefined && value !== '',
    ) ?? '';
  const urlOf = (name: string) => {
    const text = named(name);
    const whole = text === '' || text.includes('://') ? text : `http://${text}`; // as curl takes it
    return whole === '' ? '' : (proxyUrl(whole, faults, name.toUpperCase())?.href ?? '');
  };
  const [http, https, except] = [urlOf('http_proxy'), urlOf('https_proxy'), named('no_proxy')];
  return http === '' && https === '' ? undefined : { kind: 'environment', http, https, except };
}

function certificates(file: string, faults: string[]): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
    faults.push(`--ca ${file}: there is no certificate in it (one begins with -----BEGIN CERTIFICATE-----)`);
  } catch (error) {
    faults.push(`--ca ${file}: ${explainFileError(error)}`);
  }
  return undefined;
}

/** Parses the URL of a proxy. The fault of an invalid one hides its user and password. */
function proxyUrl(text: string, faults: string[], name = '--proxy'): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
  faults.push(`${name} ${text.replace(/\/\/.*@/, '//…@')}: give a URL such as http://proxy.example.com:3128`);
  return undefined;
}

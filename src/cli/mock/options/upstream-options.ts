import { messageOf } from '../../../base/error-message.ts';
import type { UpstreamOptions } from '../../../mock/control/upstream/upstream-options.ts';
import { createUpstream } from '../../../mock/server/upstream/upstream.ts';
import type { OptionDefinitions, ParsedArguments } from '../../options/arguments.ts';
import { readConnectionOptions } from '../../options/connection-options.ts';
import { readHeaders, readServerUrl } from '../../options/given-headers.ts';
import { oneOf } from '../../options/option-values.ts';

/** The options about the real server behind a mock. */
export const UPSTREAM_OPTIONS = {
  upstream: { type: 'string' },
  'mock-only': { type: 'string', multiple: true },
  pass: { type: 'string', multiple: true },
  'on-missing': { type: 'string' },
  'strict-upstream': { type: 'boolean' },
  'upstream-header': { type: 'string', multiple: true },
  'upstream-address': { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  record: { type: 'string' },
  keep: { type: 'string', multiple: true },
  ca: { type: 'string' },
  insecure: { type: 'boolean' },
  proxy: { type: 'string' },
} as const satisfies OptionDefinitions;

export const UPSTREAM_HELP = `  --upstream URL      pass on what is not mocked to this server, and say where its responses break the description
  --mock-only WHAT    mock only this, and pass on the rest; repeatable; WHAT is an operationId, 'METHOD /path', tag:NAME,
                      or a path with * and **
  --pass WHAT         pass this on, whatever is mocked; repeatable
  --on-missing pass   ask the upstream where the mock has no such item
  --strict-upstream   answer 502 where a response of the upstream breaks the description
  --upstream-header 'Name: value'
                      send this header field to the upstream, such as a credential, which clients never see; repeatable
  --upstream-address ADDRESS
                      connect to this address, which may be a private one, whatever the host of the URL means
  --allow-origin URL  let pages of this origin send what is passed on, beside those of this machine; repeatable
  --record DIR        write what is passed on to DIR/traffic.har, and the items that it shows to DIR/state, without
                      credentials and what names persons: --fixtures DIR then serves it without the upstream
  --keep FIELD        do not mask this member, parameter or header field in the recording; repeatable
  --ca FILE, --insecure, --proxy URL
                      the upstream's certificate authority; take any certificate; a proxy (default: http_proxy, …)
`;

/** Reads the upstream; undefined without one. */
export function readUpstreamOptions(
  given: ParsedArguments,
  environment: Readonly<Record<string, string | undefined>>,
  faults: string[],
): UpstreamOptions | undefined {
  const { text, list, flag } = given;
  const before = faults.length;
  const url = readServerUrl(given, 'upstream', faults);
  const onMissing = oneOf(given, 'on-missing', ['refuse', 'pass'] as const, faults);
  const read = readConnectionOptions(given, url, { environment, faults });
  const { curlOptions: _, proxy, ...connection } = read;
  const isStraight = text('upstream-address') !== undefined;
  if (isStraight && proxy?.kind === 'url')
    faults.push('--proxy: a proxy finds the address itself: leave it out, or --upstream-address');
  const fields = readHeaders(given, 'upstream', faults);
  if (text('upstream') === undefined) {
    const others = Object.keys(UPSTREAM_OPTIONS).filter((name) => isGiven(given, name));
    faults.push(...others.map((name) => `--${name}: it goes with --upstream URL`));
    return undefined;
  }
  if (url === undefined || faults.length > before) return undefined;
  const [mockOnly, pass, address] = [list('mock-only'), list('pass'), text('upstream-address')];
  const options: UpstreamOptions = {
    url: url.href,
    ...(mockOnly.length > 0 && { mockOnly }),
    ...(pass.length > 0 && { pass }),
    ...(onMissing !== undefined && { onMissing }),
    ...(address !== undefined && { address }),
    headers: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    allowOrigins: list('allow-origin'),
    strict: flag('strict-upstream') === true,
    ...connection,
    ...(proxy !== undefined && !isStraight && { proxy }),
  };
  try {
    createUpstream(options);
  } catch (error) {
    faults.push(`--${messageOf(error)}`);
  }
  return options;
}

function isGiven({ text, list, flag }: ParsedArguments, name: string): boolean {
  return text(name) !== undefined || list(name).length > 0 || flag(name) !== undefined;
}

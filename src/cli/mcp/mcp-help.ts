import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { readingHelp } from '../options/reading-options.ts';

/** The text that `stuntdouble mcp --help` prints. */
export const MCP_HELP = `stuntdouble mcp [DESCRIPTION…]: serve tools for agents: the Model Context Protocol on standard input and output

The tools are list_operations, send, state, scenario, verify, test and replay. They work on the target and the descriptions
that are given here, with this safety; no call can name another target, raise the safety, or name a file.

DESCRIPTION is the path or URL of an OpenAPI description, or a bundled one: ${BUNDLED_NAMES.join(', ')}.
Without one, all bundled APIs are used.

Options
  --target URL             the server, or a mock that runs (default: a mock in this process)
  --control-token TOKEN    the token of a mock on another machine (default: STUNTDOUBLE_CONTROL_TOKEN)
  --header 'Name: value', --identity NAME:Header=value
                           credentials and other fields that are sent; calls name the caller, and see no credential
  --safety MODE            read-only: send only GET, HEAD and OPTIONS; create-own: test also creates items, and deletes
                           them; full: send everything (default: full on this machine, else read-only)
  --exclude-operation ID, --exclude-path GLOB, --exclude-tag TAG, --exclude-method METHOD, --exclude-deprecated
                           never send these operations; further --exclude-…, --borrow-parents, --list-…, --rate,
                           --timeout, --callbacks-on, --seed and --data are as in stuntdouble test --help
  --config FILE            the settings, also scenarios (default: stuntdouble.config.{ts,js,json,yaml} in this folder)
  --fixtures DIR           the items and identities of the mock in this process
  --behaviours FILE        code that handles operations of the mock in this process
  --ca FILE, --insecure, --proxy URL
                           how the target is reached, as in stuntdouble test --help
${readingHelp(25)}  --help, -h               print this text
`;

import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { readingHelp } from '../options/reading-options.ts';

/** The text that `stuntdouble parity --help` prints. */
export const PARITY_HELP = `stuntdouble parity [DESCRIPTION…] --target URL: compare a server with its mock

Sends the cases of stuntdouble test to both, one at a time, and says how the responses differ and who is wrong.
DESCRIPTION is the path or URL of an OpenAPI description, - for the standard input, or a bundled one:
${BUNDLED_NAMES.join(', ')}.
Without one, all bundled APIs are compared.

Options
  --target URL             the server; the description's paths are appended
  --fixtures DIR, --behaviours FILE
                           the items and identities of the mock in this process, and code that handles operations
  --mock URL               compare with the mock at this URL instead of one in this process
  --mock-header 'Name: value', --mock-identity NAME:Header=value
                           header fields and credentials for --mock; those of the target are never sent there
  --used FILE              send only what a front end has used: the requests in this HTTP archive (HAR 1.2) of
                           stuntdouble mock --journal or a browser; also says which members of its responses the
                           target lacks, or has with other types. Identifiers of the recording are never sent
  --min-parity SHARE       fail when less than this share, such as 95%, of the statuses of operations that both sides
                           gave is the same (default: each difference of which it is known who is wrong fails the run)
  --write-overlay FILE     write the corrections of description and mock as an OpenAPI Overlay (YAML, or JSON by its
                           name), which --overlay applies after those that are given; faults of the server are not
                           among them
  --json FILE              write the comparison as JSON (schemas/parity-report.schema.json)
${readingHelp(25)}  --help, -h               print this text

As for stuntdouble test: --header, --identity, --safety, --borrow-parents, --only, --operation, --phase, --tag,
--exclude-…, --max-cases, --list-…, --budget, --rate, --timeout, --seed, --mark, --data, --config, --ca, --insecure,
--proxy, and the credentials in the environment.

Verdicts, the first that holds
  server                        the server breaks the description
  our fault                     the mock does: a fault of stuntdouble, or of a behaviour
  mock guesses wrong            both fit it, two cases or more have another status, and the description can say which
  description too weak or wrong both fit it, and something is always or never there in three responses or more
  cannot tell                   anything else; it never fails a run

Exit code: 0 passed; 1 differences, used members that the target lacks, nothing that could be compared, or a target or mock that stopped responding; 2 wrong
usage, a description that cannot be loaded, or nothing to run; 3 the target cannot be reached; 130 interrupted (the
comparison so far is printed and written).
`;

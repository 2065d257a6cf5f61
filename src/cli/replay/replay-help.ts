import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { readingHelp } from '../options/reading-options.ts';

/** The text that `stuntdouble replay --help` prints. */
export const REPLAY_HELP = `stuntdouble replay ID [DESCRIPTION]: run the case of a finding again

ID is the id of a finding, as stuntdouble test prints it, or of a case. DESCRIPTION is the path or URL of an OpenAPI
description, - for the standard input, or a bundled one (${BUNDLED_NAMES.join(', ')}); the ID of a
bundled one's finding needs none.
Prints each request with its response, and whether the finding is FIXED, STILL THERE or CHANGED.

Options
  --report FILE            a report that stuntdouble test --json wrote; without ID, all its findings are replayed.
                           Description, target, seed and safety are those of the report, unless they are given;
                           what that run learned of the target is taken from it
  --target URL             the server; the description's paths are appended (default: a mock in this process)
  --header 'Name: value'   send this header field with every request
  --identity NAME:Header=value
                           the credentials of a caller without permissions
  --safety MODE            read-only, create-own or full (default: full on this machine, else read-only)
  --borrow-parents         as for stuntdouble test, if the run had it
  --timeout SECONDS        how long a response may take (default: 10)
  --callbacks-on URL       as for stuntdouble test: findings of callbacks need it
  --seed N                 the seed of the run with the finding (default: 1)
  --mark TEXT              1 to 12 letters in lower case and digits, which stand in values that no two items may share
  --fixtures DIR           the items and identities of the mock in this process
  --behaviours FILE        TypeScript or JavaScript code that handles operations of the mock in this process
  --data FILE              values that work on the target, as for stuntdouble test
  --config FILE            a settings file (default: stuntdouble.config.{ts,js,json,yaml} in this folder)
  --rate N                 send at most N requests per second
  --ca FILE, --insecure, --proxy URL
                           the connection to the target, as for stuntdouble test
${readingHelp(25)}  --help, -h               print this text

Credentials are found in the same places as for stuntdouble test.

Exit code: 0 all fixed; 1 still there, or changed; 2 wrong usage; 3 the target cannot be reached.
`;

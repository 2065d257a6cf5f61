import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { readingHelp } from '../options/reading-options.ts';

/** The text of `stuntdouble test --help`. */
export const TEST_HELP = `stuntdouble test [DESCRIPTION…]: ask a server whether it keeps to its description

DESCRIPTION is the path or URL of an OpenAPI description, or a bundled one: ${BUNDLED_NAMES.join(', ')}.
None means all the bundled ones.

Options
  --target URL             the server: the description's paths are appended (the mock, in this process)
  --header 'Name: value'   sent with every request; a credential is left out where a case is about that
  --identity NAME:Header=value
                           somebody without permissions; again with the same NAME for a further header
  --safety MODE            read-only: GET, HEAD and OPTIONS alone; create-own: also what the run creates and
                           removes itself; full: everything (full on this machine, read-only elsewhere)
  --only ID                only this case; ID* or ID/ means all that begin so
  --operation ID           only the cases of this operation
  --phase NAME             only the cases of this phase: examples, boundaries, negatives, generated or sequences
  --tag TAG                only operations with this tag; like --only, --operation and --phase, it may be repeated
  --max-cases N            at most N cases, spread evenly over the operations
  --budget TIME            ends the run after this time, such as 60s or 5m, with what it has
  --list                   print the cases, send nothing
  --dry-run                print what would be sent as curl lines, send nothing
  --json FILE              write the report as JSON (schemas/contract-report.schema.json)
  --junit FILE             write it as JUnit XML
  --concurrency N          cases at a time (4)
  --rate N                 at most N requests in a second, evenly spaced (as many as there are); what is answered
                           429 is sent again, up to three times, once the time it asks for is over
  --timeout SECONDS        how long an answer may take (10)
  --seed N                 varies what is made up (1)
  --fail-on CONFIDENCE     definite, likely, advice or never: which findings fail the run (likely)
  --baseline FILE          findings that are accepted, with a reason: only new ones fail the run
                           (schemas/contract-baseline.schema.json)
  --update-baseline        write what is found into it
  --data FILE              what is known to work on the target (JSON or YAML): values of parameters by name, in
                           parameters or, for one operation, in operations; bodies, too
  --config FILE            settings: all of these options under their long names in camelCase, and headers,
                           credentials, identities (stuntdouble.config.{ts,js,json,yaml} of this folder;
                           schemas/config.schema.json). The command line wins, then the environment
  --ca FILE                certificates (PEM) of authorities to trust beside the usual ones
  --insecure               take any certificate of the target
  --proxy URL              the proxy to go through (that of HTTPS_PROXY, HTTP_PROXY and NO_PROXY, but for this machine)
  --fixtures DIR           what the mock in this process holds, and who may call
  --behaviours FILE        TypeScript or JavaScript that answers its operations
${readingHelp(25)}  --help, -h               this text

Credentials that no --header gives are taken from STUNTDOUBLE_<SCHEME>, such as STUNTDOUBLE_AUTH_TOKEN for the
security scheme authToken; else, on this machine, from the fixtures; else from the description's examples.

Exit code: 0 passed; 1 findings, blocked cases, or a target that stopped answering; 2 wrong usage; 3 the target
cannot be reached; 130 interrupted (the report so far is printed and written).
`;

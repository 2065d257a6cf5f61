import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import { readingHelp } from '../options/reading-options.ts';

/** The text that `stuntdouble test --help` prints. */
export const TEST_HELP = `stuntdouble test [DESCRIPTION…]: check that a server follows its description

DESCRIPTION is the path or URL of an OpenAPI description, - for the standard input, or a bundled one:
${BUNDLED_NAMES.join(', ')}.
Without one, all bundled APIs are tested.

Options
  --target URL             the server; the description's paths are appended (default: a mock in this process)
  --header 'Name: value'   send this header field with every request, but for cases about it, or about the credential
                           that it carries; 'Name:' without a value leaves out a field that would be sent
  --identity NAME:Header=value
                           the credentials of a caller without permissions; repeat it with the same NAME to give
                           another header field
  --safety MODE            read-only: send only GET, HEAD and OPTIONS; create-own: also create items, and change and
                           delete those; full: send everything (default: full on this machine, else read-only)
  --borrow-parents         let create-own also create items that it can delete again below items that it did not
                           create, as full does
  --only ID                run only this case; ID/ means all cases whose id begins with it, and * stands for anything
  --operation ID           run only the cases of this operation
  --phase NAME             run only the cases of this phase: examples, boundaries, negatives, generated or sequences
  --tag TAG                run only operations with this tag; --only, --operation, --phase and --tag may be repeated
  --exclude-operation ID, --exclude-path GLOB, --exclude-tag TAG, --exclude-method METHOD, --exclude-deprecated
                           never send these operations, also not to prepare or to clean up (in GLOB, * is a part of
                           a segment, ** anything); what excludes wins, and may be repeated
  --exclude-phase NAME, --exclude-case ID, --exclude-check NAME
                           run no cases of this phase; do not run this case (in ID, * stands for anything), such as
                           one that brings the server down; report no findings of this check
  --max-cases N            run at most N cases, spread evenly over the operations
  --list-pages N, --list-items N, --list-requests N
                           how much of a list is read where the run has not made its items: pages, items on them, and
                           requests about it, but for those that confirm a finding (default: 10, 1000 and 60)
  --budget TIME            end the run after this time, such as 60s or 5m, and report the results so far
  --shard I/N              run only this part of the cases, such as 2/5: all cases of an operation are in one part, those
                           with risky cases in the last. Its report (--json) goes to stuntdouble merge, which decides
                           what no part can: a part fails only for its own findings
  --list                   print the cases, send nothing
  --dry-run                print the requests as curl commands, send nothing
  --json FILE              write the report as JSON (schemas/contract-report.schema.json)
  --junit FILE             write the report as JUnit XML
  --sarif FILE             write the findings as SARIF 2.1.0, at their lines in the description, for code scanning
  --ctrf FILE              write the cases in the Common Test Report Format (JSON)
  --har FILE               write each request and its response as HAR 1.2 while the run sends, without credentials; a
                           request that was sent again after a 429 stands once
  --html FILE              write the report as one page of HTML, which needs neither a network nor scripts
  --markdown FILE          write a summary in Markdown, for the step summary of a job or a comment on a pull request
  --concurrency N          run this many cases at the same time (default: 4)
  --rate N                 send at most N requests per second, evenly spaced (default: no limit). A request that
                           gets a 429 is repeated up to three times, after the time that the response asks for
  --timeout SECONDS        how long a response may take (default: 10)
  --callbacks-on URL       listen at this address of this machine, such as http://127.0.0.1:9000, and send it where the
                           callbacks of an operation take theirs from: a documented callback has to arrive within
                           10 s, or a shorter --timeout, and to fit
  --seed N                 the seed of all generated values (default: 1)
  --mark TEXT              1 to 12 letters in lower case and digits, which make values that no two items may share
                           differ from those of other runs (default: other ones in each run; none for the mock in
                           this process)
  --fail-on CONFIDENCE     definite, likely, advice or never: the findings that fail the run (default: likely, which
                           includes definite)
  --min-reach SHARE        fail the run when less than this share of the operations, such as 90%, answered a valid
                           request with a success (default: each one that did not fails the run)
  --min-coverage NAME=SHARE
                           fail the run when less than this share of the description is covered, such as
                           constraints=80%: operations, statuses, parameters, mediaTypes, examples, links, or
                           constraints (the keywords of request schemas that were both kept and broken); repeatable
  --baseline FILE          accepted findings, each with a reason: only new findings fail the run
                           (schemas/contract-baseline.schema.json)
  --update-baseline        add the new findings to the baseline file, and remove those that are fixed
  --data FILE              values that work on the target (JSON or YAML): parameters by name for all operations, and
                           parameters and a body for one operation
  --config FILE            a settings file: all of these options by their long names in camelCase, and headers,
                           credentials and identities (default: stuntdouble.config.{ts,js,json,yaml} in this folder;
                           schemas/config.schema.json). The command line wins, then the environment, then the file
  --ca FILE                certificates (PEM) of authorities to trust, in addition to the usual ones
  --insecure               accept any certificate of the target
  --proxy URL              the proxy to use (default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, except for targets on
                           this machine)
  --fixtures DIR           the items and identities of the mock in this process
  --behaviours FILE        TypeScript or JavaScript code that handles operations of the mock in this process
${readingHelp(25)}  --help, -h               print this text

Credentials that no --header gives are read from the environment: STUNTDOUBLE_<SCHEME>, such as STUNTDOUBLE_AUTH_TOKEN
for the security scheme authToken; then from the settings file. If none of them gives any, the credentials of the
fixtures are sent (only on this machine), else those in the description's examples.

Exit code: 0 passed; 1 findings, blocked cases, operations that were not reached, less coverage than is demanded, or a
target that stopped responding; 2 wrong usage, a description that cannot be loaded, or nothing to run; 3 the target
cannot be reached; 130 interrupted (the report so far is printed and written).
`;

import { BUNDLED_NAMES } from '../../bundled/bundled-apis.ts';
import {
  CATEGORIES,
  categoryOf,
  OPERATOR_NAMES,
  OPERATORS,
} from '../../contract/strength/model/operators.ts';
import { readingHelp } from '../options/reading-options.ts';

const operatorLines = CATEGORIES.flatMap((category) => [
  `  ${category}`,
  ...OPERATOR_NAMES.filter((name) => categoryOf(name) === category).map(
    (name) => `    ${name.padEnd(25)} ${OPERATORS[name].does}`,
  ),
]);

/** The text that `stuntdouble strength --help` prints. */
export const STRENGTH_HELP = `stuntdouble strength [DESCRIPTION…]: count what the suite finds of the faults of a server

Runs the suite on a mock in this process, then breaks one thing at one place of it after the other, and says which breaks
the suite finds: those with a new finding of at least likely. DESCRIPTION is the path or URL of an OpenAPI description, -
for the standard input, or a bundled one: ${BUNDLED_NAMES.join(', ')}.
Without one, all bundled APIs are tried.

Options
  --operators NAME,…       only these operators (below)
  --sample N               try only N of the forbidden breaks, drawn by --seed, each operator in its turn
  --jobs N                 work in so many threads (default: one for each processor)
  --min-strength SHARE     fail when less than this share, such as 97%, of the forbidden breaks is found
  --json FILE              write each break with what became of it as JSON (schemas/strength-report.schema.json)
  --fixtures DIR, --behaviours FILE
                           the items and identities of the mock, and code that handles operations
${readingHelp(25)}  --help, -h               print this text

As for stuntdouble test: --identity, --safety, --borrow-parents, --only, --operation, --phase, --tag, --exclude-…,
--max-cases, --list-…, --budget, --seed, --data and --config.

Whether a break is forbidden is decided before the suite is asked: by another validator (@hyperjump/json-schema), which
reads the description as it was written, or by a law in docs/strength.md. What nothing forbids is listed apart.

Operators
${operatorLines.join('\n')}

Exit code: 0 passed; 1 less than --min-strength, or no forbidden break; 2 wrong usage, a description that cannot be loaded,
or nothing to run; 130 interrupted (what is known so far is printed and written).
`;

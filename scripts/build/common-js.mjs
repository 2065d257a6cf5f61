// Turns the files into which esbuild divides ES modules into CommonJS. esbuild alone would make a getter of each export, and
// a mock would call hundreds of them for a request: here an export that is set once is an ordinary member.
import { transform } from 'esbuild';
import { OPTIONS } from './entries.mjs';

const EXPORTS = /export\s*\{([^{}]*)\};?\s*$/;
/** All files are as deep in dist/ as the module that asks for it is in src/. */
const URL_OF_FILE =
  'const importMetaUrl=require("node:url").pathToFileURL(__dirname+"/mock/server/package/").href;';

/** Matches a declaration of a variable without a value: it gets one later. */
const EMPTY_DECLARATION = /^(?:var|let) ([\w$]+);/gm;
/** Matches an assignment to a variable, also one with an operator. */
const ASSIGNMENT =
  /(?:\+\+|--)([\w$]+)|(?<![\w$.])([\w$]+)\s*(?:(?:\*\*|<<|>>>?|&&|\|\||\?\?|[-+*/%&|^])?=(?![=>])|\+\+|--)/g;

export async function toCommonJs(text) {
  const [statement = '', list = ''] = EXPORTS.exec(text) ?? [];
  const names = list
    .split(',')
    .filter((one) => one.trim() !== '')
    .map((one) => one.trim().split(/\s+as\s+/))
    .map(([local, exported = local]) => ({ local, exported }));
  const { code } = await transform(
    `${text.slice(0, text.length - statement.length)}\n${membersOf(names, text)}`,
    {
      format: 'cjs',
      platform: 'node',
      target: OPTIONS.target,
      supported: { 'dynamic-import': false }, // not available in Jest's CommonJS mode
      minifySyntax: true,
      minifyWhitespace: true,
      lineLimit: OPTIONS.lineLimit,
      define: { 'import.meta.url': 'importMetaUrl' },
      banner: text.includes('import.meta.url') ? URL_OF_FILE : '',
      // by this, Node knows the names that an ES module can import
      footer:
        names.length === 0 ? '' : `0&&(module.exports={${names.map(({ exported }) => exported).join(',')}});`,
    },
  );
  return code;
}

/** Writes the exports; those that are set again are getters, so that all see what they are now. */
function membersOf(names, text) {
  if (names.length === 0) return '';
  const times = new Map();
  const count = (name) => times.set(name, (times.get(name) ?? 0) + 1);
  for (const [, name] of text.matchAll(EMPTY_DECLARATION)) count(name);
  for (const [, before, after] of text.matchAll(ASSIGNMENT)) count(before ?? after);
  const members = names.map(({ local, exported }) =>
    (times.get(local) ?? 0) > 1 ? `get ${exported}(){return ${local}}` : `${exported}:${local}`,
  );
  return `module.exports={${members.join(',')}};Object.defineProperty(module.exports,'__esModule',{value:true});`;
}

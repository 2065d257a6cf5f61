// Turns the files into which esbuild divides ES modules into CommonJS. esbuild alone would make a getter of each export, and
// a mock would call hundreds of them for a request: here an export that is set once is an ordinary member.
import { transform } from 'esbuild';
import { assignedNames } from './assigned-names.mjs';
import { OPTIONS } from './entries.mjs';

/** Is the statement with which esbuild ends a module. */
const EXPORTS = /export\s*\{([^{}]*)\};?\s*$/;
/** All files are as deep in dist/ as the module that asks for it is in src/. */
const URL_OF_FILE =
  'const importMetaUrl=require("node:url").pathToFileURL(__dirname+"/mock/server/package/").href;';

/** Node's own modules that take milliseconds to load, and that most starts never use. */
const SELDOM = 'crypto|tls|https|dns|dns/promises|fs/promises|stream/consumers|timers/promises';
const SELDOM_LOADED = new RegExp(String.raw`\b(import_\w+)=\s*(require\("node:(?:${SELDOM})"\))`, 'g');

export async function toCommonJs(text) {
  const [statement = '', list = ''] = EXPORTS.exec(text) ?? [];
  const names = list
    .split(',')
    .filter((one) => one.trim() !== '')
    .map((one) => one.trim().split(/\s+as\s+/))
    .map(([local, exported = local]) => ({ local, exported }));
  const module = text.slice(0, text.length - statement.length);
  const { code } = await transform(`${module}\n${await membersOf(names, module)}`, {
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
    footer: names.length === 0 ? '' : `0&&(module.exports={${names.map(nameFor).join(',')}});`,
  });
  return loadedLate(code);
}

/** Lets a module that is seldom used be loaded where it is used, not where it is imported. */
function loadedLate(code) {
  const names = [...code.matchAll(SELDOM_LOADED)].map(([, name]) => name);
  if (names.length === 0) return code;
  const members = new RegExp(String.raw`\b(${names.join('|')})\.`, 'g');
  return code.replace(SELDOM_LOADED, '$1=()=>$2').replace(members, '($1()).');
}

/** Writes the exports; those that are set again are getters, so that all see what they are now. */
async function membersOf(names, module) {
  if (names.length === 0) return '';
  const assigned = await assignedNames(module);
  const members = names.map(({ local, exported }) =>
    assigned.has(local) ? `get ${exported}(){return ${local}}` : `${exported}:${local}`,
  );
  return `module.exports={${members.join(',')}};Object.defineProperty(module.exports,'__esModule',{value:true});`;
}

/** Writes a name as a member: a word of the language, such as `default`, is no variable. */
function nameFor({ local, exported }) {
  return local === exported ? exported : `${exported}:${local}`;
}

// Compiles a TypeScript file for Jest by swc, and gives it the built-in objects that it uses as constants of its own: Jest's
// modules run in a context of node:vm, where each use of a global name calls into Node, which is half of the time of a run
// of the suite. (Jest's `sandboxInjectedGlobals` does the same for CommonJS alone.) What tests replace, as `Date` and the
// timers, is not among them.
import { createTransformer as createSwcTransformer } from '@swc/jest';

const BUILT_IN = (
  'Array BigInt Boolean Buffer Error JSON Map Math Number Object Promise RangeError Reflect RegExp Set String Symbol ' +
  'TextDecoder TextEncoder TypeError URL Uint8Array WeakMap WeakRef WeakSet decodeURIComponent encodeURIComponent'
).split(' ');

function createTransformer(options) {
  const swc = createSwcTransformer(options);
  return {
    ...swc,
    getCacheKey: (...given) => `${swc.getCacheKey(...given)}-${BUILT_IN.join('-')}`,
    process: (...given) => withConstants(swc.process(...given)),
    processAsync: async (...given) => withConstants(await swc.processAsync(...given)),
  };
}

/** Declares them in the first line, so that all lines keep their numbers. */
function withConstants(compiled) {
  const used = BUILT_IN.filter((name) => isUsed(name, compiled.code) && !isDeclared(name, compiled.code));
  if (used.length === 0) return compiled;
  return { ...compiled, code: `const { ${used.join(', ')} } = globalThis; ${compiled.code}` };
}

function isUsed(name, code) {
  return new RegExp(String.raw`\b${name}\b`).test(code);
}

/** True where a module declares or imports the name itself, or an inner scope does. */
function isDeclared(name, code) {
  const declared = String.raw`\b(class|const|function\*?|import|import\s*\*\s*as|let|var)\s+${name}\b`;
  const listed = String.raw`\b(const|import|let|var)\s*[{[][^=;]*?\b${name}\b[^=;]*?[}\]]\s*(=|from)`;
  return new RegExp(`${declared}|${listed}`).test(code);
}

export default { createTransformer };

// Writes the licences of the packages that bundles have parts of.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the names, versions and licences of the packages that the files belong to. @throws Error where one has none */
export function licencesOf(files, root) {
  const folders = new Set(
    files.filter((file) => file.includes('node_modules/')).map((file) => folderOf(join(root, file))),
  );
  const sections = [...folders].map(sectionOf).toSorted();
  return `The bundled files have parts of these packages.\n\n${[...new Set(sections)].join('\n')}`;
}

/** Returns the folder of the package that a file belongs to. */
function folderOf(file) {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const description = join(folder, 'package.json');
    if (existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).version !== undefined)
      return folder;
  }
}

function sectionOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? usual(name, license, author) : readFileSync(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n\n${'-'.repeat(80)}\n`;
}

/** Returns the text of a licence that a package names and does not bring. */
function usual(name, license, author) {
  if (license !== 'MIT') throw new Error(`${name} has no licence to ship: ${license}`);
  return MIT.replace('AUTHOR', typeof author === 'string' ? author : author.name);
}

const MIT = `MIT License

Copyright (c) AUTHOR

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

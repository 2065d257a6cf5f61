import { expect, test } from '@jest/globals';
import { pattern, Terminal, testPasted } from './pasted.ts';
import { codeBlocksOf, readPages } from './pages.ts';

const readme = readPages().find(({ path }) => path === 'README.md') ?? { path: '', text: '' };

testPasted(readme);

test('npm start prints what README shows', async () => {
  const shown = codeBlocksOf(readme).find(({ code }) => code.startsWith('$ npm start\n'))?.code ?? '';
  const terminal = new Terminal();
  const printed = await terminal.paste('npm start');
  await terminal.close();
  expect(`$ npm start\n\n${printed}`).toMatch(pattern(shown.replace(':3001/', ':…/')));
});

test('README is no longer than what a reader takes in at once', () => {
  expect(readme.text.split('\n').length).toBeLessThanOrEqual(351);
});

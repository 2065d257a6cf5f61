import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stringMember } from '../../../base/json.ts';
import { MODE } from './whole-file.ts';

/** Puts a text in a new file beside another one, and returns its name. */
export function writeAside(file: string, content: string): string {
  return aside(file, (name) => writeFileSync(name, content, { flag: 'wx', mode: MODE, flush: true }));
}

/** Renames a file to a new name, and returns that. */
export function moveAside(file: string): string {
  return aside(file, (name) => {
    writeFileSync(name, '', { flag: 'wx', mode: MODE }); // takes the name
    renameSync(file, name);
  });
}

/** Takes the first free name beside a file. */
function aside(file: string, take: (name: string) => void): string {
  mkdirSync(dirname(file), { recursive: true });
  for (let count = 1; ; count += 1) {
    const name = `${file}.set-aside-${count}`;
    try {
      take(name);
      return name;
    } catch (error) {
      if (stringMember(error, 'code') !== 'EEXIST') throw error;
    }
  }
}

import { readFileSync, realpathSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stringMember } from '../../base/json.ts';
import type { ReadText } from './assemble/assemble-document.ts';
import { decodeDocument } from './text/decode-document.ts';
import { isInside, isRemote, OUTSIDE } from './assemble/reading-policy.ts';

/** Limits the time of a request, in milliseconds. */
const TIMEOUT = 30_000;

export interface ReadingRules {
  /** The folder that files have to be in, with symbolic links resolved; undefined for no limit. */
  readonly folder: string | undefined;
  /** True where a server may redirect to another origin. */
  readonly mayLeaveOrigin: boolean;
}

/** Reads a file. Addresses on the network have to be read with `readText`. */
export function readTextSync(address: URL, { folder }: ReadingRules): ReadText {
  if (isRemote(address)) {
    return unreadable('the network is read by loadDescription only, not by loadDescriptionSync');
  }
  try {
    const path = fileURLToPath(address);
    return leadsOutside(path, folder) ? unreadable(OUTSIDE) : read(decodeDocument(readFileSync(path)));
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}

/** Reads a document from a file or the network. */
export async function readText(address: URL, rules: ReadingRules): Promise<ReadText> {
  if (!isRemote(address)) return readTextSync(address, rules); // a tenth of the time that parsing it takes
  try {
    return await fetchText(address, rules);
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}

async function fetchText(address: URL, { mayLeaveOrigin }: ReadingRules): Promise<ReadText> {
  const accept = 'application/yaml, application/json;q=0.9, */*;q=0.5';
  const response = await fetch(address, { headers: { accept }, signal: AbortSignal.timeout(TIMEOUT) });
  if (!response.ok) return unreadable(`the server answered ${response.status}`);
  if (!mayLeaveOrigin && new URL(response.url).origin !== address.origin) {
    return unreadable(
      `the server sends us to ${response.url}: allow it with --allow-remote (allowRemote: true)`,
    );
  }
  return limitedText(response);
}

/** Limits the size of a document from the network, in bytes. */
const MAX_BYTES = 100_000_000;

async function limitedText({ body }: Response): Promise<ReadText> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    const bytes = piece as Uint8Array;
    size += bytes.length;
    if (size > MAX_BYTES) return unreadable(`it is larger than ${MAX_BYTES} bytes`);
    pieces.push(bytes);
  }
  return read(decodeDocument(Buffer.concat(pieces)));
}

function leadsOutside(path: string, folder: string | undefined): boolean {
  return folder !== undefined && !isInside(realpathSync(folder), realpathSync(path));
}

/** Returns when a file was last modified, in milliseconds; undefined where it does not exist. */
export function changedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function read(text: string): ReadText {
  return { kind: 'read', text };
}

function unreadable(reason: string): ReadText {
  return { kind: 'unreadable', reason };
}

/** Describes an error. Avoids `instanceof`, since test runners give tests another `Error`. */
function reasonOf(error: unknown): string {
  const cause = stringMember(error, 'code') ?? stringMember((error as { cause?: unknown }).cause, 'code');
  switch (cause) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'this is a folder';
    case undefined:
      return `it cannot be read (${stringMember(error, 'message') ?? String(error)})`;
    default:
      return `it cannot be read (${cause})`;
  }
}

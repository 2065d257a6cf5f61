import { messageOf } from '../../base/error-message.ts';
import { atPointer, pointerOfFragment, referenceTo } from '../../base/json-pointer.ts';
import { isObject, member, members, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import type { PartKind } from '../document/document-parts.ts';
import { EXTERNAL, externalPointer, UNREAD } from '../document/external-documents.ts';
import { pointerOfIdentifier } from '../document/identifiers.ts';
import { setMember } from '../document/set-member.ts';
import { pointerOfPlace, walkParts, type Place } from '../document/walk-parts.ts';
import type { Fault } from '../model/fault.ts';
import { isMisplaced, putInPlace } from '../normalise/misplaced-reference.ts';
import { addressBeside, externalKey } from './external-key.ts';
import { parseValue } from './parse-document.ts';
import { refusalToRead, type ReadingOptions } from './reading-policy.ts';
import { strayPointer } from './stray-reference.ts';

/** What became of a document that was asked for. */
export type ReadText =
  { readonly kind: 'read'; readonly text: string } | { readonly kind: 'unreadable'; readonly reason: string };

/** Asks for documents, several at once, and ends with the description. Whoever drives it reads them. */
type Assembly = Generator<readonly URL[], JsonObject, readonly ReadText[]>;

export interface AssembleOptions extends ReadingOptions {
  /** Told what is wrong in documents that are read all the same. */
  readonly report: (fault: Fault) => void;
}

/**
 * Brings the documents that a description refers to into it: each under its own name, all references to it
 * rewritten, nothing inlined. Only where OpenAPI has a reference: a `$ref` in an example is data. A document that
 * may not be read or cannot be is left out, and the reason kept with its name. Changes `root`.
 */
export function* assembleDocument(root: JsonObject, address: URL, options: AssembleOptions): Assembly {
  const documents = new Documents(root, address, options);
  documents.walk(documents.root, '', 'document');
  for (let wanted = documents.takeWanted(); wanted.length > 0; wanted = documents.takeWanted()) {
    const texts = yield wanted.map((document) => document.address);
    for (const [index, document] of wanted.entries()) {
      documents.arrived(document, texts[index] ?? { kind: 'unreadable', reason: 'it was not read' });
    }
  }
  return documents.assembled();
}

/** One of the documents that make up a description. */
interface SourceDocument {
  /** Where it is read. */
  readonly address: URL;
  /** What relative references in it count from: its `$self` (OpenAPI 3.2), else the name by which it was asked for. */
  base: URL;
  /** Its name, as a pointer into the assembled description; `''` for the description itself. */
  readonly prefix: string;
  readonly key: string;
  content: Json | undefined;
  unread: string | undefined;
  /** What is to be done once it has arrived. */
  readonly waiting: (() => void)[];
}

/** Where a reference is written. */
interface Reference {
  readonly holder: JsonObject;
  readonly member: string;
  readonly text: string;
  readonly kind: PartKind;
  readonly place: Place;
}

class Documents {
  readonly root: SourceDocument;
  readonly #options: AssembleOptions;
  readonly #known = new Map<string, SourceDocument>();
  readonly #seen = new Set<JsonObject>();
  readonly #mended = new Set<string>();
  #wanted: SourceDocument[] = [];

  constructor(content: JsonObject, address: URL, options: AssembleOptions) {
    this.root = { address, base: address, prefix: '', key: '', content, unread: undefined, waiting: [] };
    this.#options = options;
    this.#known.set(address.href, this.root);
    this.#addSelf(this.root);
  }

  takeWanted(): readonly SourceDocument[] {
    const wanted = this.#wanted;
    this.#wanted = [];
    return wanted;
  }

  arrived(document: SourceDocument, read: ReadText): void {
    if (read.kind === 'read') {
      try {
        document.content = parseValue(read.text, document.key, ({ pointer, message }) =>
          this.#options.report({ pointer: `${document.prefix}${pointer}`, message }),
        );
        this.#addSelf(document);
      } catch (error) {
        document.unread = messageOf(error);
      }
    } else {
      document.unread = read.reason;
    }
    for (const proceed of document.waiting) proceed();
  }

  assembled(): JsonObject {
    const external = [...this.#known.values()].filter((document) => document !== this.root);
    const documents = [...new Set(external)].toSorted((left, right) => (left.key < right.key ? -1 : 1));
    const read = documents.flatMap(({ key, content }): [string, Json][] =>
      content === undefined ? [] : [[key, content]],
    );
    const unread = documents.flatMap(({ key, unread: reason }): [string, Json][] =>
      reason === undefined ? [] : [[key, reason]],
    );
    return {
      ...(this.root.content as JsonObject),
      ...(read.length > 0 && { [EXTERNAL]: Object.fromEntries(read) }),
      ...(unread.length > 0 && { [UNREAD]: Object.fromEntries(unread) }),
    };
  }

  /** Finds the references below a place, and follows them. */
  walk(document: SourceDocument, pointer: string, kind: PartKind): void {
    const node = atPointer(document.content, pointer) as Json | undefined;
    if (node === undefined) return;
    walkParts({ node, kind, pointer }, this.#seen, (place) => {
      const text = stringMember(place.node, '$ref');
      if (text !== undefined) {
        this.#follow(document, { holder: place.node, member: '$ref', text, kind: place.kind, place });
      }
      if (place.kind === 'schema') this.#followMapping(document, place);
      return undefined;
    });
  }

  /** The values of a discriminator's mapping are names or references (OpenAPI 3.1, Discriminator Object). */
  #followMapping(document: SourceDocument, place: Place): void {
    const mapping = member(place.node['discriminator'], 'mapping');
    if (!isObject(mapping)) return;
    for (const [name, text] of members(mapping)) {
      if (typeof text !== 'string' || !/[/#]|\.(?:ya?ml|json)$/.test(text)) continue;
      this.#follow(document, { holder: mapping, member: name, text, kind: 'schema', place });
    }
  }

  #follow(document: SourceDocument, reference: Reference): void {
    const { text, place } = reference;
    const [address = '', fragment = ''] = text.split(/#(.*)/s, 2);
    const isPointer = address === '' && (fragment === '' || fragment.startsWith('/'));
    const identified = isPointer ? undefined : this.#identified(document, text, place);
    if (identified !== undefined) {
      this.#arrive(document, reference, document, identified);
      return;
    }
    const target = address === '' ? document : this.#documentAt(address, document);
    if (target === undefined) return;
    const proceed = () => this.#arrive(document, reference, target, fragment);
    if (target.content === undefined && target.unread === undefined) target.waiting.push(proceed);
    else proceed();
  }

  #identified(document: SourceDocument, text: string, place: Place): string | undefined {
    return isObject(document.content)
      ? pointerOfIdentifier(document.content, text, pointerOfPlace(place))
      : undefined;
  }

  /** Undefined for what is no address at all: the reference stays as it is, and leads nowhere. */
  #documentAt(text: string, referrer: SourceDocument): SourceDocument | undefined {
    const from = [referrer.base, referrer.address].find(({ href }) => URL.canParse(text, href));
    if (from === undefined) return undefined;
    const base = new URL(text, from);
    const address = addressBeside(base, referrer);
    const known = this.#known.get(base.href) ?? this.#known.get(address.href);
    if (known !== undefined) return known;
    const key = externalKey(address, this.root.address);
    const unread = refusalToRead(
      address,
      { root: this.root.address, referrer: referrer.address },
      this.#options,
    );
    const prefix = externalPointer(key);
    const found: SourceDocument = { address, base, prefix, key, content: undefined, unread, waiting: [] };
    for (const { href } of [base, address]) this.#known.set(href, found);
    if (unread === undefined) this.#wanted.push(found);
    return found;
  }

  /** OpenAPI 3.2: a document may say where it is at home, which is what its references count from (RFC 3986, 5.1.1). */
  #addSelf(document: SourceDocument): void {
    const self = stringMember(document.content, '$self');
    if (self === undefined || !URL.canParse(self, document.address.href)) return;
    document.base = new URL(self, document.address);
    const { href } = document.base;
    if (!this.#known.has(href)) this.#known.set(href, document);
  }

  /** A reference that leads nowhere, for which it is plain what it means: it is a fault, and followed all the same. */
  #mend(from: SourceDocument, { holder, member: name, text, kind, place }: Reference): boolean {
    const pointer = strayPointer(from.content, text, kind);
    if (pointer === undefined) return false;
    const message = `$ref: ${text} leads nowhere: #${pointer} is taken for it`;
    if (!this.#mended.has(message)) {
      this.#options.report({ pointer: pointerOfPlace(place), message });
    }
    this.#mended.add(message);
    setMember(holder, name, referenceTo(`${from.prefix}${pointer}`));
    this.walk(from, pointer, kind);
    return true;
  }

  /** The target is there, or will never be: the reference is rewritten, and what it leads to is walked. */
  #arrive(from: SourceDocument, reference: Reference, target: SourceDocument, fragment: string): void {
    const { holder, kind, place } = reference;
    const isAnchor = fragment !== '' && !fragment.startsWith('/');
    const anchored = isAnchor ? pointerOfAnchor(target.content, fragment) : undefined;
    const written = anchored ?? fragment;
    const pointer = pointerOfFragment(written);
    const found = atPointer(target.content, pointer) as Json | undefined;
    if (found === undefined && this.#mend(from, reference)) return;
    const isInPlace =
      holder === place.node && isMisplaced(place) && found !== undefined && putInPlace(place, found);
    const isOwn = target === this.root && from === this.root && reference.text.startsWith('#');
    if (!isInPlace && !isOwn) {
      setMember(holder, reference.member, `#${target.prefix.replaceAll('%', '%25')}${written}`);
    }
    this.walk(target, pointer, kind);
  }
}

/** The place of a plain-name fragment. */
function pointerOfAnchor(content: Json | undefined, name: string): string | undefined {
  return isObject(content) ? pointerOfIdentifier(content, `#${name}`, '') : undefined;
}

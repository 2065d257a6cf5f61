import { messageOf } from '../../../base/error-message.ts';
import { atPointer, pointerOfFragment, referenceTo } from '../../../base/json-pointer.ts';
import { isObject, member, members, stringMember, type Json, type JsonObject } from '../../../base/json.ts';
import type { PartKind } from '../../document/document-parts.ts';
import { EXTERNAL, externalPointer, UNREAD, writtenPlace } from '../../document/external-documents.ts';
import { pointerOfIdentifier } from '../../document/identifiers.ts';
import { setMember } from '../../document/set-member.ts';
import { pointerOfPlace, walkParts, type Part, type Place } from '../../document/walk-parts.ts';
import type { Fault } from '../../model/fault.ts';
import { isMisplaced, putInPlace } from '../../normalise/misplaced-reference.ts';
import { addressBeside, externalKey } from './external-key.ts';
import { parseValue } from '../text/parse-document.ts';
import { passOn } from './pass-reference.ts';
import { refusalToRead, type ReadingOptions } from './reading-policy.ts';
import { inFragment, type Reference, type SourceDocument } from './source-document.ts';
import { strayPointer } from './stray-reference.ts';

/** The result of reading a document. */
export type ReadText =
  { readonly kind: 'read'; readonly text: string } | { readonly kind: 'unreadable'; readonly reason: string };

/** Yields the addresses of documents to read, several at once, and returns the description. The caller reads them. */
type Assembly = Generator<readonly URL[], JsonObject, readonly ReadText[]>;

export interface AssembleOptions extends ReadingOptions {
  /** Called for faults of documents that can be read all the same. */
  readonly report: (fault: Fault) => void;
}

/**
 * Hoists the documents that a description refers to into it, each under its own name, and rewrites the references to
 * them; nothing is inlined. Only references of OpenAPI count: a `$ref` in an example is data. A document that may not or
 * cannot be read is left out, and the reason kept under its name. Changes `root`.
 */
export function* assembleDocument(root: JsonObject, address: URL, options: AssembleOptions): Assembly {
  const documents = new Documents(root, address, options);
  documents.walk(documents.root, '', 'document');
  for (let wanted = documents.takeWanted(); wanted.length > 0; wanted = documents.takeWanted()) {
    const texts = yield wanted.map((document) => document.address);
    for (const [index, document] of wanted.entries()) {
      documents.receive(document, texts[index] ?? { kind: 'unreadable', reason: 'it was not read' });
    }
  }
  return documents.assembled();
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

  receive(document: SourceDocument, read: ReadText): void {
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
    walkParts({ node, kind, pointer }, this.#seen, (part) => {
      const text = stringMember(part.node, '$ref');
      if (text !== undefined) {
        const { node: holder, kind: ownKind, place } = part;
        this.#follow(document, { holder, member: '$ref', text, kind: ownKind, place });
      }
      if (part.kind === 'schema') this.#followMapping(document, part);
      return undefined;
    });
  }

  /** The values of a discriminator's mapping are names or references (OpenAPI 3.1, Discriminator Object). */
  #followMapping(document: SourceDocument, part: Part): void {
    const mapping = member(part.node['discriminator'], 'mapping');
    if (!isObject(mapping)) return;
    for (const [name, text] of members(mapping)) {
      if (typeof text !== 'string' || !/[/#]|\.(?:ya?ml|json)$/.test(text)) continue;
      this.#follow(document, { holder: mapping, member: name, text, kind: 'schema', place: part.place });
    }
  }

  #follow(document: SourceDocument, reference: Reference): void {
    const { text, place } = reference;
    const [address = '', fragment = ''] = text.split(/#(.*)/s, 2);
    const isPointer = address === '' && (fragment === '' || fragment.startsWith('/'));
    const identified = isPointer ? undefined : this.#identified(document, text, place);
    if (identified !== undefined) {
      this.#resolve(document, reference, document, identified);
      return;
    }
    const target = address === '' ? document : this.#documentAt(address, document);
    if (target === undefined) return;
    const proceed = () => this.#resolve(document, reference, target, fragment);
    if (target.content === undefined && target.unread === undefined) target.waiting.push(proceed);
    else proceed();
  }

  #identified(document: SourceDocument, text: string, place: Place): string | undefined {
    return isObject(document.content)
      ? pointerOfIdentifier(document.content, text, pointerOfPlace(place))
      : undefined;
  }

  /** Returns the document at an address. Undefined for what is not a URL: the reference stays, and leads nowhere. */
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

  /**
   * Heeds `$self` (OpenAPI 3.2), by which a document gives its own URL, the base of its references (RFC 3986, 5.1.1).
   */
  #addSelf(document: SourceDocument): void {
    const self = stringMember(document.content, '$self');
    if (self === undefined || !URL.canParse(self, document.address.href)) return;
    document.base = new URL(self, document.address);
    const { href } = document.base;
    if (!this.#known.has(href)) this.#known.set(href, document);
  }

  /** Corrects a reference that leads nowhere but whose meaning is plain, and reports it. False where it is not. */
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

  /** Rewrites a reference whose target has been read, or cannot be, and walks the target. */
  #resolve(from: SourceDocument, reference: Reference, target: SourceDocument, fragment: string): void {
    const isAnchor = fragment !== '' && !fragment.startsWith('/');
    const anchored = isAnchor ? pointerOfAnchor(target.content, fragment) : undefined;
    const written = anchored ?? fragment;
    const pointer = pointerOfFragment(written);
    const found = atPointer(target.content, pointer) as Json | undefined;
    if (found !== undefined) {
      this.#reportPassage(reference, `${target.prefix}${pointer}`);
      this.#rewrite(from, reference, target, written, found);
    } else if (!this.#mend(from, reference) && !this.#pass(from, reference, target, written)) {
      const { passing = { target, fragment: written } } = reference;
      this.#rewrite(from, reference, passing.target, passing.fragment, undefined);
    }
  }

  #pass(from: SourceDocument, reference: Reference, target: SourceDocument, fragment: string): boolean {
    const at = { pointer: pointerOfFragment(fragment), fragment };
    const step = passOn(reference, target, at, this.#known.values());
    if (step === undefined) return false;
    if (step.known === undefined) this.#follow(target, step.reference);
    else this.#resolve(from, step.reference, step.known.target, step.known.fragment);
    return true;
  }

  #reportPassage({ place, passing }: Reference, found: string): void {
    if (passing === undefined) return;
    const message = `$ref: ${passing.text} passes through another $ref: ${writtenPlace(found)} is taken for it`;
    if (!this.#mended.has(message)) this.#options.report({ pointer: pointerOfPlace(place), message });
    this.#mended.add(message);
  }

  #rewrite(
    from: SourceDocument,
    { holder, member: name, kind, place, text, passing }: Reference,
    target: SourceDocument,
    fragment: string,
    found: Json | undefined,
  ): void {
    const isInPlace =
      holder === place.node && isMisplaced(place) && found !== undefined && putInPlace(place, found);
    const isOwn = target === this.root && from === this.root && text.startsWith('#') && passing === undefined;
    if (!isInPlace && !isOwn) setMember(holder, name, `#${inFragment(target.prefix)}${fragment}`);
    this.walk(target, pointerOfFragment(fragment), kind);
  }
}

/** Returns the pointer of a plain-name fragment. */
function pointerOfAnchor(content: Json | undefined, name: string): string | undefined {
  return isObject(content) ? pointerOfIdentifier(content, `#${name}`, '') : undefined;
}

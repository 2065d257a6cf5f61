import type { Token } from '../../../base/json-tree.ts';
import { items } from '../../../base/json.ts';
import { memoised, weaklyMemoised } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import { isJsonRange, type MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { assertedKeywords, isAbout, typeOf } from './asserted-keywords.ts';
import { SchemaWalk, type OpenSchema } from './schema-walk.ts';

/** A schema of a message, and how its values are written. */
interface Described {
  readonly schema: Schema;
  readonly isText: boolean;
}

/** The JSON Pointers to schemas that have been walked through: many responses share most of theirs. */
export interface PassedSchemas {
  readonly inJson: Set<string>;
  readonly inTexts: Set<string>;
}

/** The rules that messages of one direction have to keep, by the JSON Pointers to their keywords. */
export class Constraints {
  readonly #description: Description;
  readonly #walk: SchemaWalk;
  /** The rules that a value can keep, by the schemas that values were walked through: those of JSON, and those of texts. */
  readonly #rules = {
    json: memoised((schema: OpenSchema) => this.#rulesOf(schema, false)),
    texts: memoised((schema: OpenSchema) => this.#rulesOf(schema, true)),
  };

  constructor(description: Description, direction: 'request' | 'response') {
    this.#description = description;
    this.#walk = new SchemaWalk(description, direction);
  }

  /** Returns all constraints of an operation's requests: of its parameters and its bodies, and which of them are required. */
  ofRequests({ parameters, requestBody }: Operation): ReadonlySet<string> {
    const schemas = [
      ...parameters.map(({ schema, content }) => ({ schema, isText: content === undefined })),
      ...(requestBody?.content ?? []).flatMap(contentSchemas),
    ];
    const required = parameters.filter((one) => one.required && one.location !== 'path');
    return new Set([
      ...required.map(({ pointer }) => `${pointer}/required`),
      ...(requestBody?.required === true ? [`${requestBody.pointer}/required`] : []),
      ...schemas.flatMap((one) => this.#of(one)),
    ]);
  }

  /** Returns the constraints of the bodies of some content, without those of schemas that are passed. */
  ofContent(content: readonly MediaType[], passed: PassedSchemas): ReadonlySet<string> {
    const schemas = content.flatMap(contentSchemas);
    return new Set(schemas.flatMap((one) => this.#of(one, passed[one.isText ? 'inTexts' : 'inJson'])));
  }

  /** Calls `visit` with each constraint that speaks of a value or a part of it, and the path to it. */
  about(
    { schema, isText }: Described,
    value: unknown,
    visit: (pointer: string, path: readonly Token[]) => void,
  ): void {
    const rulesOf = isText ? this.#rules.texts : this.#rules.json;
    this.#walk.through(schema, value, (one, part, path) => {
      const type = typeOf(part);
      for (const [pointer, keyword] of rulesOf(one)) {
        if (isAbout(keyword, type)) visit(pointer, path);
      }
    });
  }

  /** The same for the body of a media type. */
  aboutBody(
    mediaType: MediaType,
    body: unknown,
    visit: (pointer: string, path: readonly Token[]) => void,
  ): void {
    const { whole, ofItems } = bodySchemas(mediaType);
    if (whole !== undefined) this.about(whole, body, visit);
    if (ofItems === undefined || !Array.isArray(body)) return;
    for (const [index, item] of body.entries()) {
      this.about(ofItems, item, (pointer, path) => visit(pointer, [index, ...path]));
    }
  }

  #rulesOf(schema: OpenSchema, isText: boolean): readonly (readonly [pointer: string, keyword: string])[] {
    return this.#keywords(schema, isText).map((keyword) => [`${schema.pointer}/${keyword}`, keyword]);
  }

  #of({ schema, isText }: Described, passed?: Set<string>): readonly string[] {
    return this.#walk
      .all(schema, passed)
      .flatMap((one) => this.#keywords(one, isText).map((keyword) => `${one.pointer}/${keyword}`));
  }

  #keywords(schema: OpenSchema, isText: boolean): readonly string[] {
    const { validators } = this.#description;
    return assertedKeywords(schema.node, { isText, validators }).filter(
      (keyword) =>
        keyword !== 'required' ||
        items(schema.node['required']).some((name) => !this.#walk.isHidden(schema, String(name))),
    );
  }
}

/** The schemas that the bodies of a media type have; that of each item where it is a sequence. */
const bodySchemas = weaklyMemoised(({ schema, itemSchema, range }: MediaType) => {
  const isText = !isJsonRange(range) && !/yaml/i.test(range);
  return {
    whole: schema && { schema, isText },
    ofItems: itemSchema && { schema: itemSchema, isText },
  };
});

function contentSchemas(mediaType: MediaType): readonly Described[] {
  const { whole, ofItems } = bodySchemas(mediaType);
  return [whole, ofItems].filter((one) => one !== undefined);
}

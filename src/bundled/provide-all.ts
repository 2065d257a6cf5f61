import * as xmlCodec from '../codec/formats/xml-codec.ts';
import * as yamlCodec from '../codec/formats/yaml-codec.ts';
import { xml, yaml } from '../codec/formats/on-demand.ts';
import * as multipartCodec from '../codec/multipart/multipart-codec.ts';
import { multipart } from '../codec/multipart/on-demand.ts';
import * as swagger from '../description/normalise/convert-swagger.ts';
import { swaggerConversion } from '../description/normalise/normalise-document.ts';
import * as ajv from '../description/schemas/create-ajv.ts';
import * as linear from '../description/schemas/keywords/linear-patterns.ts';
import { linearPatterns } from '../description/schemas/pattern.ts';
import { schemaCompiler } from '../description/schemas/schema-compiler.ts';
import { patternTexts, textSearch } from '../generate/search/text-search.ts';
import { valueSearch } from '../generate/search/value-search.ts';
import * as findValue from '../generate/search/find-value.ts';
import * as generatePattern from '../generate/texts/generate-pattern.ts';
import * as corrected from '../mock/inferred/corrections/corrected-api.ts';
import { correctedApis } from '../mock/inferred/corrections/infer-corrected.ts';
import { sampleFiles } from '../mock/respond/generated-body.ts';
import * as samples from '../mock/respond/sample-files.ts';
import * as inspector from '../mock/control/inspect/inspector.ts';
import { inspectorOf } from '../mock/control/inspect/on-demand.ts';
import { journalReader } from '../mock/control/journal/on-demand.ts';
import * as reader from '../mock/control/journal/journal-reader.ts';
import * as searchText from '../generate/texts/search-text.ts';
import * as nearest from '../validation/nearest-branch.ts';
import { nearestBranch } from '../validation/nearest-branches.ts';
import { partHeaders } from '../validation/validate-content.ts';
import * as parts from '../validation/validate-part-headers.ts';

/** Provides what a page loads on demand. In Node it is there from the start. */
export function provideAll(): void {
  correctedApis.provide(corrected);
  sampleFiles.provide(samples);
  multipart.provide(multipartCodec);
  journalReader.provide(reader);
  inspectorOf.provide(inspector);
  swaggerConversion.provide(swagger);
  nearestBranch.provide(nearest);
  partHeaders.provide(parts);
  xml.provide(xmlCodec);
  yaml.provide(yamlCodec);
  schemaCompiler.provide(ajv);
  linearPatterns.provide(linear);
  patternTexts.provide(generatePattern);
  textSearch.provide(searchText);
  valueSearch.provide(findValue);
}

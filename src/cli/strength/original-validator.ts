// Another validator, which shares no code with ours, with the dialects of OpenAPI. Bundled into a file of its own.
// oxlint-disable import/no-unassigned-import -- they register formats and dialects
import '@hyperjump/json-schema/formats';
import '@hyperjump/json-schema/draft-04';
import '@hyperjump/json-schema/openapi-3-0';
import '@hyperjump/json-schema/openapi-3-2';
// oxlint-enable import/no-unassigned-import

export {
  registerSchema,
  setShouldValidateFormat,
  setShouldValidateSchema,
  validate,
} from '@hyperjump/json-schema/openapi-3-1';

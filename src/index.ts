export { createMock, type MockOptions } from './create-mock.ts';
export { loadDescription, loadDescriptionSync } from './load.ts';
export { listen, type Listening, type ListenOptions } from './mock/listen.ts';
export { type MockApp } from './mock/app.ts';
export { type RequestLike } from './mock/request-like.ts';
export { type ExchangeEvent, type MockSettings } from './mock/mock.ts';
export {
  defineBehaviours,
  type Behaviour,
  type BehaviourRequest,
  type BehaviourResponse,
  type Behaviours,
  type CollectionDefinition,
  type Refuse,
} from './mock/behaviour.ts';
export { type Collection, type IdFormat, type Transaction } from './mock/transaction.ts';
export { type Identity } from './mock/identity.ts';
export { FixtureError, type Fixtures } from './mock/initial-state.ts';
export { FixtureFileError } from './spec/load/load-fixtures.ts';
export { type DescriptionSource, type LoadOptions } from './spec/load/load-description.ts';
export { DescriptionError } from './spec/description-error.ts';
export { type Description } from './spec/description.ts';
export { type Operation } from './spec/operation.ts';
export { type Fault } from './spec/fault.ts';
export { type RawRequest, type RawResponse } from './conformance/raw-message.ts';
export { type Violation } from './conformance/violation.ts';

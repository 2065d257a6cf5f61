export {
  toMatchContract,
  type MatchOptions,
  type MatchResult,
} from './testing/matchers/to-match-contract.ts';
export { createMock, type MockOptions } from './create-mock.ts';
export { loadDescription, loadDescriptionSync } from './bundled/load-description.ts';
export { runContract, type ContractOptions } from './contract/run-contract.ts';
export {
  ContractError,
  describeContract,
  type DescribeContractOptions,
} from './contract/in-tests/describe-contract.ts';
export { planCases, type PlanOptions, type Safety } from './contract/plan/plan-cases.ts';
export { type AcceptedFinding, type Baseline } from './contract/report/findings/baseline.ts';
export { type GivenBaseline } from './contract/report/findings/read-baseline.ts';
export { type ContractSource } from './contract/prepare-contract.ts';
export { type Case, type Confidence, type Phase, type Step } from './contract/case/case.ts';
export { type CheckId, type Finding } from './contract/case/finding.ts';
export { failing, type FailOn, type Report } from './contract/report/report.ts';
export { type CaseResult, type Verdict } from './contract/run/state/case-result.ts';
export { type Exchange } from './contract/case/exchange.ts';
export { type RunEvent } from './contract/run/run-cases.ts';
export { type CallerIdentity, type CredentialSource, type Identities } from './contract/case/identities.ts';
export { type SendOutcome, type Target } from './contract/target/target.ts';
export { toTarget, type TargetLike } from './contract/target/to-target.ts';
export {
  defineConfig,
  type ConfiguredCredential,
  type ConfiguredIdentity,
  type StuntdoubleConfig,
} from './define-config.ts';
export { type OperationData, type TargetData } from './contract/plan/requests/target-data.ts';
export { listen, type Listening, type ListenOptions } from './mock/server/listen.ts';
export { type MockApp } from './mock/server/app.ts';
export { type AppSettings } from './mock/server/serve.ts';
export { type RequestLike } from './mock/server/functions/request-like.ts';
export { type ExchangeEvent } from './mock/control/exchange-event.ts';
export { type ClockChange } from './mock/control/clock/clock-setting.ts';
export { type Scenario } from './mock/control/scenarios/scenario.ts';
export { type ChosenAnswer, type GivenAnswers } from './mock/control/scenarios/chosen-answer.ts';
export { type FaultRule, type FaultSettings } from './mock/control/faults/fault-settings.ts';
export { SettingsError } from './mock/control/settings-error.ts';
export { ConnectionError } from './mock/server/connection-error.ts';
export { type ExchangeFilter } from './mock/control/journal/find-exchanges.ts';
export { type Expectation } from './mock/control/journal/expectation.ts';
export { type JournalEntry } from './mock/control/inspect/shown/exchange.ts';
export { VerificationError } from './mock/control/journal/verify-exchanges.ts';
export { type MockSettings } from './mock/mock-settings.ts';
export { type WebhookRequest } from './mock/control/callbacks/callbacks.ts';
export { WebhookError } from './mock/control/callbacks/webhook-error.ts';
export { type CallbackSettings, type SignatureSettings } from './mock/control/callbacks/callback-settings.ts';
export { type DeliveryEntry } from './mock/control/callbacks/delivery-entry.ts';
export { PersistError } from './mock/server/persist/persist-error.ts';
export { type PersistOptions } from './mock/server/persist/persist.ts';
export { SnapshotError, type MockSnapshot } from './mock/state/mock-snapshot.ts';
export {
  defineBehaviours,
  type AnyOperation,
  type Behaviour,
  type BehaviourRefusal,
  type BehaviourRequest,
  type BehaviourResponse,
  type Behaviours,
  type CollectionDefinition,
  type OperationBehaviours,
  type OperationTypes,
  type Refuse,
} from './mock/behaviour/behaviour.ts';
export { type Collection, type IdFormat, type Transaction } from './mock/state/transaction.ts';
export { type Identity } from './mock/state/identity.ts';
export { FixtureError, type Fixtures } from './mock/state/initial-data.ts';
export { FixtureFileError } from './mock/server/fixtures/load-fixtures.ts';
export { type DescriptionSource, type LoadOptions } from './description/load/load-description.ts';
export { DescriptionError } from './description/model/description-error.ts';
export { type Description } from './description/model/description.ts';
export { type Correction, type InferredRole } from './description/resources/correction.ts';
export { type Operation } from './description/model/operation.ts';
export { type Fault } from './description/model/fault.ts';
export { type RawRequest, type RawResponse } from './http/message.ts';
export { type Violation } from './validation/violation.ts';

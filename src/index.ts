export { createMock, type MockOptions } from './create-mock.ts';
export { loadDescription, loadDescriptionSync } from './load.ts';
export { runContract, type ContractOptions } from './contract/run-contract.ts';
export {
  ContractError,
  describeContract,
  type DescribeContractOptions,
} from './contract/describe-contract.ts';
export { planCases, type PlanOptions, type Safety } from './contract/plan.ts';
export { type AcceptedFinding, type Baseline } from './contract/report/baseline.ts';
export { type GivenBaseline } from './contract/given-baseline.ts';
export { type ContractSource } from './contract/prepare.ts';
export { type Case, type Confidence, type Phase, type Step } from './contract/case.ts';
export { type CheckId, type Finding } from './contract/finding.ts';
export { failing, type FailOn, type Report } from './contract/report.ts';
export { type CaseResult, type Verdict } from './contract/run-case.ts';
export { type Exchange } from './contract/exchange.ts';
export { type RunEvent } from './contract/run.ts';
export { type CallerIdentity, type Identities } from './contract/send-plan.ts';
export { type SendOutcome, type Target } from './contract/target.ts';
export { toTarget, type TargetLike } from './contract/send/to-target.ts';
export { defineConfig, type ConfiguredIdentity, type StuntdoubleConfig } from './define-config.ts';
export { type OperationData, type TargetData } from './contract/target-data.ts';
export { listen, type Listening, type ListenOptions } from './mock/listen.ts';
export { type AppSettings, type MockApp } from './mock/app.ts';
export { type RequestLike } from './mock/request-like.ts';
export { type ExchangeEvent, type MockSettings } from './mock/mock.ts';
export { SnapshotError, type MockSnapshot } from './mock/mock-snapshot.ts';
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
} from './mock/behaviour.ts';
export { type Collection, type IdFormat, type Transaction } from './mock/transaction.ts';
export { type Identity } from './mock/identity.ts';
export { FixtureError, type Fixtures } from './mock/initial-state.ts';
export { FixtureFileError } from './spec/load/load-fixtures.ts';
export { type DescriptionSource, type LoadOptions } from './spec/load/load-description.ts';
export { DescriptionError } from './spec/description-error.ts';
export { type Description } from './spec/description.ts';
export { type Correction, type InferredRole } from './spec/correction.ts';
export { type Operation } from './spec/operation.ts';
export { type Fault } from './spec/fault.ts';
export { type RawRequest, type RawResponse } from './conformance/raw-message.ts';
export { type Violation } from './conformance/violation.ts';

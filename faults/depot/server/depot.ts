import { DescribedServer } from '../../server/described-server.ts';
import type { Problem } from '../../server/json-schema.ts';
import { Refusal, type Answer, type Request } from '../../server/message.ts';
import type { Route } from '../../server/routes.ts';
import { Table } from '../../server/table.ts';
import type { Members, Work } from '../../server/work.ts';
import { accessOf, proofOf } from './credentials.ts';
import { entryOperations } from './entries.ts';
import { memberOperations } from './members.ts';
import { noteOperations } from './notes.ts';
import { otherOperations } from './others.ts';
import { reportOperations } from './reports.ts';
import type { Shelves } from './shelves.ts';
import { etagOf, toolOperations } from './tools.ts';

/** The server that lends tools. */
export class Depot extends DescribedServer implements Shelves {
  readonly tools = new Table((made) => `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`);
  readonly notes = new Table((made) => made);
  readonly members = new Table((made) => made);
  readonly entries = new Table((made) => made);
  readonly reports = new Table((made) => `r${made}`);
  readonly work: Record<string, Work>;
  etagOf = etagOf;
  now: () => string = () => new Date().toISOString();
  proof = proofOf;
  access = accessOf;

  constructor(document: Members) {
    super(document);
    this.work = {
      ...toolOperations(this),
      ...noteOperations(this),
      ...memberOperations(this),
      ...entryOperations(this),
      ...reportOperations(this),
      ...otherOperations(this),
    };
  }

  protected override admit({ operation }: Route, request: Request): void {
    const alternatives = (operation['security'] ?? this.document['security']) as readonly Members[];
    const access = this.access(alternatives, this.proof(request));
    if (access === 403) throw new Refusal(403, 'you lack a scope');
    if (access === 'granted') return;
    throw new Refusal(401, 'who are you?', {}, { 'www-authenticate': 'Bearer' });
  }

  protected override bodyRefusal(errors: readonly Problem[]): Refusal {
    return new Refusal(422, 'the body is wrong', { errors });
  }

  protected override refusal({ status, message: title, further, headers }: Refusal): Answer {
    const body = { type: 'about:blank', title, status, ...further };
    return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body };
  }
}

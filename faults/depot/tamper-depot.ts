import { documentAt } from '../read-document.ts';
import { tampering } from '../tamper/tampering.ts';
import { Depot } from './server/depot.ts';

export const readDocument = documentAt('depot/description.yaml');

export const { answering, asking, broken, on, reading, refusing, storing, working } = tampering({
  create: () => new Depot(readDocument()),
  tableOf: (depot, name: 'tools' | 'members' | 'notes') => depot[name],
});

import { defineBehaviours } from '../../mock/behaviour/behaviour.ts';
import { archiveDepartment, listArchivedDepartments, unarchiveDepartment } from './archive.ts';
import { getChatsPerDepartment } from './chats-per-department.ts';
import { listDepartmentAgents, saveDepartmentAgents } from './agents-of-department.ts';
import {
  createDepartment,
  deleteDepartment,
  getDepartment,
  listDepartments,
  updateDepartment,
} from './departments.ts';
import {
  autocompleteDepartments,
  isDepartmentCreationAvailable,
  listDepartmentsByIds,
} from './department-look-ups.ts';
import type { Operations } from './operations.ts';
import { getQueue } from './queue.ts';
import { refuse } from './refusals/refuse.ts';

/**
 * The behaviours of Rocket.Chat Omnichannel, as its documentation describes them. `decisions/` has the choices where
 * the documentation says nothing.
 */
export const rocketchat = defineBehaviours<Operations>({
  isPure: true,
  operations: {
    listDepartments,
    createDepartment,
    getDepartment,
    updateDepartment,
    deleteDepartment,
    listDepartmentAgents,
    saveDepartmentAgents,
    archiveDepartment,
    unarchiveDepartment,
    listArchivedDepartments,
    autocompleteDepartments,
    listDepartmentsByIds,
    isDepartmentCreationAvailable,
    getQueue,
    getChatsPerDepartment,
  },
  collections: {
    departments: { key: '_id', schema: 'Department' },
    departmentAgents: { key: '_id', schema: 'DepartmentAgent' },
    agents: { key: '_id' },
    chats: { key: '_id' },
    units: { key: '_id' },
  },
  formats: { 'parseable-date': (text) => !Number.isNaN(Date.parse(text)) },
  refuse,
  strictQuery: [
    'listDepartments',
    'getDepartment',
    'listDepartmentAgents',
    'listArchivedDepartments',
    'autocompleteDepartments',
    'getQueue',
    'getChatsPerDepartment',
  ],
});

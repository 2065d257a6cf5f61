// Made by 'stuntdouble types'; what is changed here is lost when it is made anew.

/** By operationId: what the requests of Rocket.Chat Omnichannel 1.0.0 hold once they are decoded, and what answers them. */
export interface Operations {
  /** GET /api/v1/livechat/department: List the departments */
  listDepartments: {
    request: {
      path: Record<string, never>;
      query: {
        text?: string;
        enabled?: string;
        offset: Offset;
        count: PageSize;
        sort?: Sort;
      };
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: undefined;
    };
    response:
      | { status: 200; body: DepartmentPage }
      | { status: 400; body: Refusal }
      | { status: 401; body: NotLoggedIn }
      | { status: 403; body: Refusal };
  };
  /** POST /api/v1/livechat/department: Register a new department */
  createDepartment: {
    request: {
      path: Record<string, never>;
      query: Record<string, never>;
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: CreateDepartmentBody;
    };
    response:
      | { status: 200; body: DepartmentWithAgents }
      | { status: 400; body: Refusal }
      | { status: 401; body: NotLoggedIn }
      | { status: 403; body: Refusal };
  };
  /** GET /api/v1/livechat/department/{_id}: Read a department */
  getDepartment: {
    request: {
      path: { _id: string };
      query: { includeAgents: string };
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: undefined;
    };
    response:
      | { status: 200; body: DepartmentRead }
      | { status: 400; body: Refusal }
      | { status: 401; body: NotLoggedIn }
      | { status: 403; body: Refusal };
  };
  /** PUT /api/v1/livechat/department/{_id}: Update a department */
  updateDepartment: {
    request: {
      path: { _id: string };
      query: Record<string, never>;
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: UpdateDepartmentBody;
    };
    response:
      | { status: 200; body: DepartmentWithAgents }
      | { status: 400; body: Refusal }
      | { status: 401; body: NotLoggedIn }
      | { status: 403; body: Refusal };
  };
  /** DELETE /api/v1/livechat/department/{_id}: Delete a department */
  deleteDepartment: {
    request: {
      path: { _id: string };
      query: Record<string, never>;
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: undefined;
    };
    response:
      | { status: 200; body: Done }
      | { status: 400; body: Refusal }
      | { status: 401; body: NotLoggedIn }
      | { status: 403; body: Refusal };
  };
  /** GET /api/v1/livechat/queue: Get the livechat queue */
  getQueue: {
    request: {
      path: Record<string, never>;
      query: {
        departmentId?: string;
        agentId?: string;
        includeOfflineAgents?: string;
        offset: Offset;
        count: PageSize;
        sort?: Sort;
      };
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: undefined;
    };
    response:
      | { status: 200; body: QueuePage }
      | { status: 400; body: Refusal }
      | { status: 401; body: NotLoggedIn }
      | { status: 403; body: Refusal };
  };
  /** GET /api/v1/livechat/analytics/dashboards/charts/chats-per-department: Get the status of the chats for each department */
  getChatsPerDepartment: {
    request: {
      path: Record<string, never>;
      query: {
        start: ParseableDate;
        end: ParseableDate;
        departmentId?: string;
      };
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: undefined;
    };
    response:
      | { status: 200; body: ChatsPerDepartment }
      | { status: 400; body: Refusal }
      | { status: 401; body: NotLoggedIn }
      | { status: 403; body: Refusal };
  };
}

export type Offset = number;

export type PageSize = number;

export type Sort = { [name: string]: 1 | -1 };

export type DepartmentPage = {
  departments: readonly Department[];
  count?: number;
  offset?: number;
  total?: number;
  success: boolean;
};

export type Department = {
  _id: string;
  enabled: boolean;
  name: string;
  description?: string | null;
  numAgents: number;
  showOnRegistration: boolean;
  _updatedAt: string;
  email?: string;
  showOnOfflineForm?: boolean;
  [name: string]: unknown;
};

export type Refusal = { success: boolean; error: string; errorType?: string };

export type NotLoggedIn = { status: string; message: string };

export type CreateDepartmentBody = {
  department: DepartmentInput;
  agents?: readonly DepartmentAgentInput[];
};

export type DepartmentInput = {
  enabled: boolean;
  showOnRegistration: boolean;
  name: string;
  email: string;
  showOnOfflineForm: boolean;
  description?: string | null;
  [name: string]: unknown;
};

export type DepartmentAgentInput = { agentId: string; count?: number; order?: number };

export type DepartmentWithAgents = {
  department: Department;
  agents: readonly DepartmentAgent[];
  success: boolean;
};

export type DepartmentAgent = {
  _id?: string;
  agentId: string;
  departmentId?: string;
  username?: string;
  count: number;
  order: number;
  _updatedAt?: string;
};

export type DepartmentRead = {
  department: Department | null;
  agents?: readonly DepartmentAgent[];
  success: boolean;
};

export type UpdateDepartmentBody = {
  department: DepartmentUpdate;
  agents?: readonly DepartmentAgentUpdate[];
};

export type DepartmentUpdate = {
  enabled?: boolean;
  showOnRegistration?: boolean;
  name?: string;
  email?: string;
  showOnOfflineForm?: boolean;
  description?: string | null;
  [name: string]: unknown;
};

export type DepartmentAgentUpdate = {
  agentId: string;
  username?: string;
  count?: number;
  order?: number;
};

export type Done = { success: boolean };

export type QueuePage = {
  queue: readonly QueueItem[];
  count: number;
  offset: number;
  total: number;
  success: boolean;
};

export type QueueItem = {
  chats: number;
  user: { _id: string; username: string; status: string };
  department: { _id: string; name: string };
};

export type ParseableDate = string;

export type ChatsPerDepartment = { success: boolean; [name: string]: unknown };

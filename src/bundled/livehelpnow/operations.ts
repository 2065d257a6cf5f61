// Made by 'stuntdouble types'; what is changed here is lost when it is made anew.

/** By operationId: what the requests of LiveHelpNow 1.0.0 hold once they are decoded, and what answers them. */
export interface Operations {
  /** GET /api/departments: Get a list of departments for your account */
  listDepartments: {
    request: {
      path: Record<string, never>;
      query: {
        active?: boolean;
        system?: 'chat' | 'ticket' | 'callback';
        include_unassigned?: boolean;
        my_department_only?: boolean;
        include_operators?: boolean;
      };
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: undefined;
    };
    response:
      | { status: 200; body: DepartmentList }
      | { status: 400; body: Error }
      | { status: 401; body: Error }
      | { status: 403; body: Error };
  };
}

export type DepartmentList = { payload: readonly Department[]; status: Status };

export type Department = {
  department_description: string;
  department_email: string;
  department_id: number;
  department_name: string;
  operators?: readonly Operator[];
};

export type Operator = {
  admin: boolean;
  description: string;
  email: string;
  enabled: boolean;
  first_name: string;
  id: number;
  last_name: string;
  online: boolean;
  picture: string;
  username: string;
};

export type Status = 'ok' | 'error';

export type Error = { payload: readonly unknown[]; status: Status };

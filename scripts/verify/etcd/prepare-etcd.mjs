// Puts on an etcd what scripts/verify/etcd/etcd-data.yaml names: a key, leases, roles and users.

/** The requests, in their order. Keys and values are in Base64. */
const REQUESTS = [
  { path: 'kv/put', body: { key: 'Zm9v', value: 'YmFy' } },
  { path: 'lease/grant', body: { ID: '1001', TTL: '600' } },
  { path: 'lease/grant', body: { ID: '1002', TTL: '600' } },
  { path: 'lease/grant', body: { ID: '1003', TTL: '600' } },
  { path: 'auth/role/add', body: { name: 'reader' } },
  { path: 'auth/role/add', body: { name: 'guest' } },
  { path: 'auth/role/add', body: { name: 'leaver' } },
  { path: 'auth/role/grant', body: { name: 'reader', perm: { key: 'YmFy', permType: 'READ' } } },
  { path: 'auth/user/add', body: { name: 'ann', password: 'secret' } },
  { path: 'auth/user/add', body: { name: 'leaver', password: 'secret' } },
  { path: 'auth/user/grant', body: { user: 'ann', role: 'guest' } },
];

/** @throws Error for a request that is refused */
export async function prepareEtcd(url, signal) {
  for (const { path, body } of REQUESTS) {
    const response = await fetch(`${url}/v3/${path}`, { method: 'POST', body: JSON.stringify(body), signal });
    const text = await response.text();
    if (!response.ok) throw new Error(`etcd cannot be prepared: ${path} ${response.status} ${text}`);
  }
}

import type {
  ApiKey,
  CreatedKey,
  Customer,
  CustomersPage,
  CustomersQuery,
  Health,
  JourneyMap,
  ModelView,
  Movement,
  NewKey,
  Page,
  Rejected,
  Session,
  TimelineItem,
  Workspace,
} from './types.js';

interface Answer<T> {
  200: { content: { 'application/json': T } };
  default: { content: { 'application/json': { error: { code: string; message: string; details?: unknown } } } };
}
interface Read<T, Query = object> {
  parameters: { query?: Query; path?: never };
  responses: Answer<T>;
}
interface ReadOne<T, Query = InWorkspace> {
  parameters: { query?: Query; path: { id: string } };
  responses: Answer<T>;
}
interface Write<Body, T> {
  parameters: { query?: InWorkspace; path?: never };
  requestBody: { content: { 'application/json': Body } };
  responses: Answer<T>;
}
type InWorkspace = { workspace?: string };
type Paging = InWorkspace & { cursor?: string; limit?: string };

/** The routes the page calls, typed by the schemas of core: the same ones the server validates with. */
export interface Paths {
  '/api/session': {
    get: Read<Session>;
    post: Write<{ email: string; password: string }, Session>;
    delete: Read<unknown>;
  };
  '/api/session/owner': { post: Write<{ name: string; email: string; password: string }, Session> };
  '/api/workspaces': { get: Read<{ items: Workspace[] }> };
  '/api/health': { get: Read<Health> };
  '/api/models': { get: Read<{ items: ModelView[] }, InWorkspace> };
  '/api/models/{id}/map': { get: ReadOne<JourneyMap, InWorkspace & { from?: string; to?: string }> };
  '/api/customers': { get: Read<CustomersPage, InWorkspace & CustomersQuery> };
  '/api/customers/{id}': { get: ReadOne<Customer> };
  '/api/customers/{id}/timeline': { get: ReadOne<Page<TimelineItem>, Paging> };
  '/api/customers/{id}/movements': { get: ReadOne<Page<Movement>, Paging & { model?: string }> };
  '/api/keys': { get: Read<{ items: ApiKey[] }, InWorkspace>; post: Write<NewKey, CreatedKey> };
  '/api/keys/{id}': { delete: ReadOne<unknown> };
  '/api/rejected': { get: Read<Page<Rejected>, Paging> };
}

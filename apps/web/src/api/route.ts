/** The shapes of a route, as openapi-fetch reads them: its question and its answer. */
interface Answer<T> {
  200: { content: { 'application/json': T } };
  default: { content: { 'application/json': { error: { code: string; message: string; details?: unknown } } } };
}
export interface Read<T, Query = object> {
  parameters: { query?: Query; path?: never };
  responses: Answer<T>;
}
export interface ReadOne<T, Query = InWorkspace> {
  parameters: { query?: Query; path: { id: string } };
  responses: Answer<T>;
}
export interface Write<Body, T> {
  parameters: { query?: InWorkspace; path?: never };
  requestBody: { content: { 'application/json': Body } };
  responses: Answer<T>;
}
export interface WriteOne<Body, T> {
  parameters: { query?: InWorkspace; path: { id: string } };
  requestBody: { content: { 'application/json': Body } };
  responses: Answer<T>;
}
export type InWorkspace = { workspace?: string };
export type Paging = InWorkspace & { cursor?: string; limit?: string };

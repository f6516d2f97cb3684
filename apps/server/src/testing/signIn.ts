import type { Role } from '@parcours/core';
import type { ReadServer } from './readServer.js';

export const PASSWORD = 'long enough 1';

/** The cookies an answer sets, as a browser sends them back. */
export const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie']]
    .flat()
    .filter(Boolean)
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ');

/** Makes an account with these roles, and signs it in. */
export const signedIn = async (
  { accounts, store }: ReadServer,
  name: string,
  roles: Readonly<Record<string, Role>>,
): Promise<{ id: string; email: string; cookie: string }> => {
  const email = `${name}@people.example`;
  const { user, cookies } = await accounts.signUp({ name, email, password: PASSWORD });
  for (const [workspace, role] of Object.entries(roles)) {
    await store.query('insert into members (workspace_id, user_id, role) values ($1, $2, $3)', [
      workspace,
      user.id,
      role,
    ]);
  }
  return { id: user.id, email, cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') };
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Asks as a person; `body` travels as JSON. */
export const askAs =
  ({ http }: ReadServer, cookie: string) =>
  async (method: Method, url: string, body?: object) => {
    const answer = await http.inject({
      method,
      url,
      headers: { ...(cookie === '' ? {} : { cookie }) },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, text: answer.body, body: answer.body === '' ? null : answer.json(), answer };
  };

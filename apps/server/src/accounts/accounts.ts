import { DomainError, makeOwnerOfAll, type OperationalStore, wellFormed } from '@parcours/engine';
import { APIError } from 'better-auth/api';
import type { Pool } from 'pg';
import { lockOwner, nobodyOwns } from './accounts.sql.js';
import { createAuth } from './auth.js';
import { loadSecret } from './secret.js';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}
/** A user now signed in, or still; `cookies` are Set-Cookie values to send back. */
interface SignedIn {
  readonly user: User;
  readonly cookies: readonly string[];
}

/** The people who may use the page. */
export interface Accounts {
  /** True until the owner account exists. */
  firstRun(): Promise<boolean>;
  /** Creates the account of a first run, owner of every workspace there is, and signs it in. @throws DomainError account.exists (409), account.refused (400) */
  createOwner(given: { name: string; email: string; password: string }): Promise<SignedIn>;
  /** Creates an account and signs it in; whether one may is the caller's to know. @throws DomainError account.refused (400) */
  signUp(given: { name: string; email: string; password: string }): Promise<SignedIn>;
  /** @throws DomainError session.credentials (401) */
  signIn(given: { email: string; password: string }): Promise<SignedIn>;
  /** Ends the session the cookie header names, if any. */
  signOut(cookie: string): Promise<readonly string[]>;
  /** Who the cookie header says is signed in. */
  current(cookie: string | undefined): Promise<SignedIn | null>;
}

const userOf = ({ id, name, email }: User): User => ({ id, name, email });
const headersOf = (cookie: string): Headers => new Headers({ cookie });

const refuse = (error: unknown, refusal: DomainError): never => {
  if (error instanceof APIError && error.statusCode < 500) throw refusal;
  throw error;
};

/** Accounts kept in the operational store through better-auth; `pool` must reach the same database as `store`. */
export const createAccounts = async ({ store, pool }: { store: OperationalStore; pool: Pool }): Promise<Accounts> => {
  const { api } = createAuth({ pool, secret: await loadSecret(store, 'session') });
  const firstRun = async () => (await store.query<{ nobody: boolean }>(nobodyOwns))[0]?.nobody ?? false;
  const signUp = async ({ name, email, password }: { name: string; email: string; password: string }) => {
    const body = { name: wellFormed(name), email, password };
    const { headers, response } = await api
      .signUpEmail({ body, returnHeaders: true })
      .catch((error) => refuse(error, new DomainError('account.refused', 400, 'This account could not be created.')));
    return { user: userOf(response.user), cookies: headers.getSetCookie() };
  };
  return {
    firstRun,
    signUp,
    createOwner: (given) =>
      store.transaction(async (sql) => {
        await sql.query(lockOwner);
        if (!(await firstRun()))
          throw new DomainError('account.exists', 409, 'The owner account exists already: sign in.');
        const signedIn = await signUp(given);
        await makeOwnerOfAll({ sql }, signedIn.user.id);
        return signedIn;
      }),
    signIn: async (body) => {
      const wrong = new DomainError('session.credentials', 401, 'The e-mail address or the password is wrong.');
      const { headers, response } = await api
        .signInEmail({ body, returnHeaders: true })
        .catch((error) => refuse(error, wrong));
      return { user: userOf(response.user), cookies: headers.getSetCookie() };
    },
    signOut: async (cookie) => {
      const { headers } = await api.signOut({ headers: headersOf(cookie), returnHeaders: true });
      return headers.getSetCookie();
    },
    current: async (cookie) => {
      if (!cookie) return null;
      const { headers, response } = await api.getSession({ headers: headersOf(cookie), returnHeaders: true });
      return response ? { user: userOf(response.user), cookies: headers.getSetCookie() } : null;
    },
  };
};

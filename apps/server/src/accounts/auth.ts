import { betterAuth } from 'better-auth';
import type { Pool } from 'pg';

/** What accounts are kept with: `secret` signs the session cookies and must not change between starts. */
export interface AuthSettings {
  readonly pool: Pool;
  readonly secret: string;
}

const PASSWORD_MIN = 10;

/**
 * The options better-auth runs with, on tables of our own migration. Only our routes call it:
 * its own HTTP handler is never mounted, so nobody can sign up through a back door.
 */
export const authOptions = ({ pool, secret }: AuthSettings) =>
  ({
    appName: 'Parcours',
    baseURL: 'http://localhost',
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, minPasswordLength: PASSWORD_MIN, maxPasswordLength: 128, autoSignIn: true },
    user: { modelName: 'auth_users' },
    session: { modelName: 'auth_sessions', expiresIn: 30 * 86_400, updateAge: 86_400 },
    account: { modelName: 'auth_accounts' },
    verification: { modelName: 'auth_verifications' },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'parcours',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
  }) as const;

export const createAuth = (settings: AuthSettings) => betterAuth(authOptions(settings));

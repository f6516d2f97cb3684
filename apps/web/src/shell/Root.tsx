import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { sessionQuery } from '../api/queries.js';
import { SignIn } from '../session/SignIn.js';
import { workspaceOf } from '../session/workspace.js';
import { ErrorState } from '../ui/states.js';
import { Nowhere } from './Nowhere.js';
import { Shell } from './Shell.js';
import { Splash } from './Splash.js';
import { useAddress } from './search.js';
import classes from './shell.module.css';

/** Opened by whoever holds the link: an invitation, the end of a subscription, what a message's reader gets. */
const BY_LINK = ['/join', '/unsubscribe', '/preferences'];

/** Who is here decides what is drawn; the address stays, so that signing in lands on the page asked for. */
export const Root = () => {
  const [{ workspace }] = useAddress();
  const session = useQuery(sessionQuery);
  const { pathname } = useLocation();
  if (BY_LINK.includes(pathname)) return <Outlet />;
  if (session.isPending) return <Splash />;
  if (session.isError) {
    return (
      <main className={classes.alone}>
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (!session.data.user) return <SignIn firstRun={session.data.firstRun} />;
  const shown = workspaceOf(session.data, workspace);
  if (!shown) return <Nowhere email={session.data.user.email} />;
  return (
    <Shell workspace={shown} session={session.data}>
      <Outlet key={shown.id} />
    </Shell>
  );
};

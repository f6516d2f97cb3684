import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import './theme/tokens.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client.js';
import { sessionQuery } from './api/queries.js';
import { startLanguage } from './i18n/language.js';
import { makeRouter } from './shell/router.js';
import { theme, variables } from './theme/theme.js';

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended elsewhere: ask again who is here, and the sign-in shows.
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries(sessionQuery);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
    },
  },
});
const router = makeRouter(queries);
const schemes = localStorageColorSchemeManager({ key: 'parcours-scheme' });

// Asked while the words load: every page waits for it.
void queries.prefetchQuery(sessionQuery);
await startLanguage();
const place = document.getElementById('root');
if (!place) throw new Error('the page has no place to draw in');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        colorSchemeManager={schemes}
        defaultColorScheme="auto"
      >
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);

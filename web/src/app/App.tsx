import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { isPassing } from '../api/client';
import { LanguageProvider } from '../language/Language';
import { styleNonce } from './nonce';
import notices from './Notices.module.css';
import { routes } from './routes';
import { resolveVariables, theme } from './theme';

/** Asked again this often where that may help, before a page says that the server does not answer. */
const retries = 2;
/** Milliseconds for which an answer is shown without asking again when a page is opened anew. */
const freshness = 5_000;

const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => count < retries && isPassing(error), staleTime: freshness },
  },
});
const router = createBrowserRouter(routes);

export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={resolveVariables}
      getStyleNonce={() => styleNonce}
    >
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-left" classNames={{ root: notices.notices ?? '' }} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}

import { Navigate, type RouteObject } from 'react-router';
import { BrokenPage, NotFoundPage } from './fallback';
import { Gatehouse } from './Gatehouse';

/** Pages are loaded when they are first opened. An address must not begin as one of the server's API does (`/imports`, `/people`, ...). */
export const routes: RouteObject[] = [
  {
    path: '/',
    element: <Gatehouse />,
    errorElement: <BrokenPage />,
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <BrokenPage />,
        children: [
          { index: true, element: <Navigate to="/history" replace /> },
          {
            path: 'history',
            lazy: async () => ({ Component: (await import('../pages/history/HistoryPage')).HistoryPage }),
          },
          {
            path: 'profile',
            lazy: async () => ({ Component: (await import('../pages/profile/ProfilePage')).ProfilePage }),
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];

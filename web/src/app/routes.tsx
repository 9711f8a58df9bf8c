import { Navigate, type RouteObject } from 'react-router';
import { BrokenPage, NotFoundPage } from './fallback';
import { Gatehouse } from './Gatehouse';
import { loadPatiently } from './loadPatiently';

/** Loads a page when it is first opened. */
function page<Module>(load: () => Promise<Module>, component: (module: Module) => React.ComponentType) {
  return async () => ({ Component: component(await loadPatiently(load)) });
}

/** The addresses of the app. None may begin as one of the server's API does: `/imports`, `/people`, `/account`, ... */
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
          { index: true, element: <Navigate to="/persons" replace /> },
          {
            path: 'persons',
            lazy: page(
              () => import('../pages/persons/PersonsPage'),
              (module) => module.PersonsPage,
            ),
          },
          {
            path: 'persons/new',
            lazy: page(
              () => import('../pages/persons/PersonFormPage'),
              (module) => module.NewPersonPage,
            ),
          },
          {
            path: 'persons/edit/:id',
            lazy: page(
              () => import('../pages/persons/PersonFormPage'),
              (module) => module.EditPersonPage,
            ),
          },
          {
            path: 'persons/:id',
            lazy: page(
              () => import('../pages/persons/PersonPage'),
              (module) => module.PersonPage,
            ),
          },
          {
            path: 'tags',
            lazy: page(
              () => import('../pages/tags/TagsPage'),
              (module) => module.TagsPage,
            ),
          },
          {
            path: 'attributes',
            lazy: page(
              () => import('../pages/attributes/AttributesPage'),
              (module) => module.AttributesPage,
            ),
          },
          {
            path: 'import',
            lazy: page(
              () => import('../pages/import/UploadPage'),
              (module) => module.UploadPage,
            ),
          },
          {
            path: 'import/:id',
            children: [
              {
                index: true,
                lazy: page(
                  () => import('../pages/import/ImportFrame'),
                  (module) => module.ImportStart,
                ),
              },
              {
                path: 'read',
                lazy: page(
                  () => import('../pages/import/ReadPage'),
                  (module) => module.ReadPage,
                ),
              },
              {
                path: 'map',
                lazy: page(
                  () => import('../pages/import/MapPage'),
                  (module) => module.MapPage,
                ),
              },
              {
                path: 'check',
                lazy: page(
                  () => import('../pages/import/CheckPage'),
                  (module) => module.CheckPage,
                ),
              },
              {
                path: 'confirm',
                lazy: page(
                  () => import('../pages/import/ConfirmPage'),
                  (module) => module.ConfirmPage,
                ),
              },
            ],
          },
          {
            path: 'history',
            lazy: page(
              () => import('../pages/history/HistoryPage'),
              (module) => module.HistoryPage,
            ),
          },
          {
            path: 'history/:id',
            lazy: page(
              () => import('../pages/history/ImportPage'),
              (module) => module.ImportPage,
            ),
          },
          {
            path: 'recipes',
            lazy: page(
              () => import('../pages/recipes/RecipesPage'),
              (module) => module.RecipesPage,
            ),
          },
          {
            path: 'notifications',
            lazy: page(
              () => import('../pages/notifications/NotificationsPage'),
              (module) => module.NotificationsPage,
            ),
          },
          {
            path: 'settings',
            lazy: page(
              () => import('../pages/settings/SettingsFrame'),
              (module) => module.SettingsFrame,
            ),
            children: [
              { index: true, element: <Navigate to="/settings/users" replace /> },
              {
                path: 'users',
                lazy: page(
                  () => import('../pages/settings/users/UsersPage'),
                  (module) => module.UsersPage,
                ),
              },
              {
                path: 'keys',
                lazy: page(
                  () => import('../pages/settings/keys/KeysPage'),
                  (module) => module.KeysPage,
                ),
              },
              {
                path: 'mail',
                lazy: page(
                  () => import('../pages/settings/mail/MailPage'),
                  (module) => module.MailPage,
                ),
              },
              {
                path: 'webhooks',
                lazy: page(
                  () => import('../pages/settings/webhooks/WebhooksPage'),
                  (module) => module.WebhooksPage,
                ),
              },
              {
                path: 'webhooks/:id',
                lazy: page(
                  () => import('../pages/settings/webhooks/WebhookPage'),
                  (module) => module.WebhookPage,
                ),
              },
            ],
          },
          {
            path: 'profile',
            lazy: page(
              () => import('../pages/profile/ProfilePage'),
              (module) => module.ProfilePage,
            ),
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];

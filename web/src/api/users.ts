import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, contentOf, type Schemas } from './client';
import { useAct } from './useAct';

export type User = Schemas['User'];
export type Role = Schemas['Role'];
export type Link = Schemas['Link'];

const path = (id: number) => ({ path: { id } });

export function useUsers() {
  return useQuery({
    queryKey: ['users'],
    queryFn: async () => (await contentOf(api.GET('/account/1/users'))).users,
  });
}
export function useUserAdding() {
  return useAct('users', (body: Schemas['NewUser']) => contentOf(api.POST('/account/1/users', { body })));
}
export function useRoleChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { id: number; role: Role }) =>
      contentOf(api.PATCH('/account/1/users/{id}', { params: path(id), body: { role } })),
    onSuccess: (changed) =>
      queries.setQueryData<User[]>(['users'], (users) =>
        users?.map((user) => (user.id === changed.id ? changed : user)),
      ),
    onError: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
}
export function useUserLink() {
  return useAct('users', (id: number) => contentOf(api.POST('/account/1/users/{id}/link', { params: path(id) })));
}
export function useSessionsEnding() {
  return useAct('users', (id: number) =>
    contentOf<undefined>(api.DELETE('/account/1/users/{id}/sessions', { params: path(id) })),
  );
}
export function useUserRemoving() {
  return useAct('users', (id: number) =>
    contentOf<undefined>(api.DELETE('/account/1/users/{id}', { params: path(id) })),
  );
}

/** A one-time link as it is opened. */
export function addressOf(link: Link): string {
  return new URL(link.path, window.location.origin).href;
}

import { useQuery } from '@tanstack/react-query';
import { api, contentOf, type Schemas } from './client';
import type { Scope } from './session';
import { useAct } from './useAct';

export type { Scope };
export type ApiKey = Schemas['ApiKey'];

/** Everything that a key can be allowed, from little to much. */
export const scopes: Scope[] = [
  'people:read',
  'imports:read',
  'people:use',
  'flow:use',
  'people:manage',
  'imports:manage',
  'flow:manage',
  'account:manage',
];

export type KeyState = 'active' | 'expired' | 'revoked';
export function stateOf(key: Pick<ApiKey, 'expiresAt' | 'revokedAt'>, now: Date): KeyState {
  if (key.revokedAt !== undefined) return 'revoked';
  return key.expiresAt !== undefined && Date.parse(key.expiresAt) <= now.getTime() ? 'expired' : 'active';
}

const path = (id: number) => ({ path: { id } });

export function useKeys() {
  return useQuery({
    queryKey: ['keys'],
    queryFn: async () => (await contentOf(api.GET('/account/1/apiKeys'))).apiKeys,
  });
}
export function useKeyMaking() {
  return useAct('keys', (body: Schemas['NewApiKey']) => contentOf(api.POST('/account/1/apiKeys', { body })));
}
export function useKeyChange() {
  return useAct('keys', ({ id, body }: { id: number; body: Schemas['ApiKeyChange'] }) =>
    contentOf(api.PATCH('/account/1/apiKeys/{id}', { params: path(id), body })),
  );
}
export function useKeyRevoking() {
  return useAct('keys', (id: number) =>
    contentOf<undefined>(api.DELETE('/account/1/apiKeys/{id}', { params: path(id) })),
  );
}

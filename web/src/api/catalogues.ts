import { useQuery } from '@tanstack/react-query';
import { api, contentOf } from './client';

/** The most that one page of the People API has. */
const pageSize = 1000;

/** The custom attributes of the account, by name. */
export function useAttributes() {
  return useQuery({
    queryKey: ['attributes'],
    queryFn: async () => {
      const query = { limit: pageSize };
      return (await contentOf(api.GET('/people/2/customAttributes', { params: { query } }))).customAttributes;
    },
  });
}

/** The tags of the account, by name. */
export function useTags() {
  return useQuery({
    queryKey: ['tags'],
    queryFn: () => contentOf(api.GET('/people/2/tags', { params: { query: { limit: pageSize } } })),
  });
}

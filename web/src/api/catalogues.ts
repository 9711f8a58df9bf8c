import { useQuery } from '@tanstack/react-query';
import { api, contentOf, type Schemas } from './client';
import { useAct } from './useAct';

export type CountedTag = Schemas['CountedTag'];
export type Attribute = Schemas['PersonAttribute'];
export type AttributeType = Attribute['dataType'];

/** The types that a custom attribute can have. */
export const attributeTypes: AttributeType[] = ['STRING', 'INTEGER', 'DECIMAL', 'BOOLEAN', 'DATE', 'DATE_TIME'];

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

/** All tags with how many people have each. */
export function useCountedTags() {
  return useQuery({
    queryKey: ['tags', 'counted'],
    queryFn: async () => (await contentOf(api.GET('/persons/1/tags'))).tags,
  });
}

/** All custom attributes, however many. */
export function useAllAttributes() {
  return useQuery({
    queryKey: ['attributes', 'all'],
    queryFn: async () => (await contentOf(api.GET('/persons/1/customAttributes'))).customAttributes,
  });
}

export function useTagMaking() {
  return useAct('tags', (name: string) => contentOf(api.POST('/persons/1/tags', { body: { name } })));
}
export function useTagRemoving() {
  return useAct('tags', (name: string) =>
    contentOf<undefined>(api.DELETE('/persons/1/tags/{name}', { params: { path: { name } } })),
  );
}
export function useAttributeMaking() {
  return useAct('attributes', (body: Attribute) => contentOf(api.POST('/persons/1/customAttributes', { body })));
}
export function useAttributeRemoving() {
  return useAct('attributes', (name: string) =>
    contentOf<undefined>(api.DELETE('/persons/1/customAttributes/{name}', { params: { path: { name } } })),
  );
}

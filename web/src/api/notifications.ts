import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, contentOf, type Schemas } from './client';

export type Notification = Schemas['Notification'];

/** Milliseconds between looks at how many are new. */
const pace = 5_000;
/** How many the bell shows, and how many the list fetches at once. */
const glance = 6;
const pageSize = 30;

const key = 'notifications';
const unreadKey = [key, 'unread'];

/** How many the user has not read. It follows what happens while the window is looked at. */
export function useUnread(): number {
  const unread = useQuery({
    queryKey: unreadKey,
    queryFn: async () => (await contentOf(api.GET('/notifications/1/unread'))).unread,
    refetchInterval: pace,
    refetchOnWindowFocus: 'always',
    retry: false, // the next look comes anyway
  });
  return unread.data ?? 0;
}

/** The newest few; `unread` is asked for anew when it changes. */
export function useNewest(unread: number) {
  return useQuery({
    queryKey: [key, 'newest', unread],
    queryFn: async () => {
      const query = { limit: glance };
      return (await contentOf(api.GET('/notifications/1/notifications', { params: { query } }))).notifications;
    },
    placeholderData: (last) => last,
  });
}

/** All of them, newest first. */
export function useNotifications() {
  return useInfiniteQuery({
    queryKey: [key, 'all'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      contentOf(
        api.GET('/notifications/1/notifications', {
          params: { query: { limit: pageSize, ...(pageParam !== undefined && { before: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextBefore ?? undefined,
    refetchInterval: pace,
  });
}

/** Marks single ones as read or unread, or everything up to one as read. */
export function useMarking() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { ids: number[]; read: boolean } | { upTo: number }) =>
      contentOf(api.POST('/notifications/1/read', { body: body as Schemas['NotificationMarking'] })),
    onSuccess: ({ unread }) => {
      queries.setQueryData(unreadKey, unread);
      return queries.invalidateQueries({ queryKey: [key] });
    },
  });
}

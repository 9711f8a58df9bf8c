import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, contentOf, type Schemas } from './client';
import { useAct } from './useAct';

export type Subscription = Schemas['Subscription'];
export type WebhookEvent = Schemas['WebhookEvent'];
export type Delivery = Schemas['Delivery'];

/** What can be sent, in the order in which it is offered. */
export const webhookEvents: WebhookEvent[] = [
  'import.completed',
  'import.failed',
  'import.undone',
  'person.created',
  'person.updated',
  'person.merged',
  'person.deleted',
  'journey.participant.added',
];

/** Milliseconds between looks at a log that is open, and how many messages it shows at once. */
const pace = 3_000;
const pageSize = 50;

const key = 'webhooks';
/** For a day messages are signed by the secret before, too. */
const overlapSeconds = 86_400;
const path = (id: number) => ({ path: { id } });

export function useSubscriptions() {
  return useQuery({
    queryKey: [key],
    queryFn: async () => (await contentOf(api.GET('/webhooks/1/subscriptions'))).subscriptions,
  });
}
export function useSubscription(id: number) {
  return useQuery({
    queryKey: [key, id],
    queryFn: () => contentOf(api.GET('/webhooks/1/subscriptions/{id}', { params: path(id) })),
    refetchInterval: pace,
  });
}
/** The messages that were sent, newest first. */
export function useDeliveries(id: number) {
  return useInfiniteQuery({
    queryKey: [key, id, 'deliveries'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      contentOf(
        api.GET('/webhooks/1/subscriptions/{id}/deliveries', {
          params: { ...path(id), query: { limit: pageSize, ...(pageParam !== undefined && { before: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.nextBefore ?? undefined,
    refetchInterval: pace,
  });
}

export function useSubscribing() {
  return useAct(key, (body: Schemas['NewSubscription']) => contentOf(api.POST('/webhooks/1/subscriptions', { body })));
}
export function useSubscriptionChange(id: number) {
  return useAct(key, (body: Schemas['SubscriptionChange']) =>
    contentOf(api.PATCH('/webhooks/1/subscriptions/{id}', { params: path(id), body })),
  );
}
export function useUnsubscribing(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => contentOf<undefined>(api.DELETE('/webhooks/1/subscriptions/{id}', { params: path(id) })),
    // only the list: what the page still shows of this one is not there to be asked for
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [key], exact: true });
    },
  });
}
export function useRotation(id: number) {
  return useAct(key, () =>
    contentOf(api.POST('/webhooks/1/subscriptions/{id}/rotate', { params: path(id), body: { overlapSeconds } })),
  );
}
export function useTestMessage(id: number) {
  return useAct(key, () => contentOf(api.POST('/webhooks/1/subscriptions/{id}/test', { params: path(id) })));
}

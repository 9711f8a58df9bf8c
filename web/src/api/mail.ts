import { useMutation, useQuery } from '@tanstack/react-query';
import { api, contentOf, type Schemas } from './client';

export type Mail = Schemas['Mail'];

/** How mail is sent. Only the server's configuration changes it. */
export function useMail() {
  return useQuery({ queryKey: ['mail'], queryFn: () => contentOf(api.GET('/notifications/1/mail')) });
}

/** Sends a mail to whoever asks, and waits until the mail server has taken it. */
export function useMailTest() {
  return useMutation({ mutationFn: () => contentOf(api.POST('/notifications/1/mail/test')) });
}

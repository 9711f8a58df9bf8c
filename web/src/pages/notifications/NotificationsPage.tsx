import { Button, Center } from '@mantine/core';
import { Bell, CheckCheck, Mail, MailOpen } from 'lucide-react';
import { useMarking, useNotifications, type Notification } from '../../api/notifications';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { EmptyState } from '../../parts/EmptyState';
import { IconAct } from '../../parts/IconAct';
import { ListWaiting } from '../../parts/ListWaiting';
import { NoticeLine } from '../../parts/notices/NoticeLine';
import { Page } from '../../parts/Page';
import { ProblemNotice } from '../../parts/ProblemNotice';

/** Everything that the user was told, newest first. */
export function NotificationsPage() {
  const { t } = useLanguage();
  const list = useNotifications();
  const mark = useMarking();
  const notices = list.data?.pages.flatMap((page) => page.notifications) ?? [];
  const newest = notices[0];
  const hasUnread = (list.data?.pages[0]?.unread ?? 0) > 0;
  const readAll = newest && hasUnread && (
    <Button
      variant="default"
      leftSection={<CheckCheck size={16} aria-hidden />}
      loading={mark.isPending}
      onClick={() => mark.mutate({ upTo: newest.id })}
    >
      {t('notices.readAll')}
    </Button>
  );
  return (
    <Page title={t('notices.title')} text={t('notices.text')} acts={readAll || undefined}>
      {list.isPending && <ListWaiting />}
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {mark.isError && <ProblemNotice error={mark.error} />}
      {list.data && notices.length === 0 && (
        <Card>
          <EmptyState icon={<Bell />} title={t('notices.empty')} text={t('notices.empty.text')} />
        </Card>
      )}
      {notices.length > 0 && (
        <Card p={0} style={{ overflow: 'hidden' }}>
          <ul style={{ margin: 0, padding: 0, listStyle: 'none' }} aria-label={t('notices.title')}>
            {notices.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} act={(title) => <Turn notice={notice} title={title} />} />
            ))}
          </ul>
        </Card>
      )}
      {list.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Page>
  );
}

/** Marks one as read, or as unread again. */
function Turn({ notice: { id, read }, title }: { notice: Notification; title: string }) {
  const { t } = useLanguage();
  const mark = useMarking();
  return (
    <IconAct
      label={t(read ? 'notices.notRead' : 'notices.read', { title })}
      icon={read ? <Mail size={16} aria-hidden /> : <MailOpen size={16} aria-hidden />}
      onAct={() => mark.mutate({ ids: [id], read: !read })}
    />
  );
}

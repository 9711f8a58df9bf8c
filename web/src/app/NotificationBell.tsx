import { ActionIcon, Anchor, Button, Group, Indicator, Loader, Popover, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { Bell } from 'lucide-react';
import { Link } from 'react-router';
import { useMarking, useNewest, useUnread } from '../api/notifications';
import { useFormat, useLanguage } from '../language/Language';
import { NoticeLine } from '../parts/notices/NoticeLine';
import { ProblemNotice } from '../parts/ProblemNotice';

/** More than this many are not counted one by one. */
const most = 99;

/** The bell: how many notifications are new, and the newest of them. */
export function NotificationBell() {
  const { t } = useLanguage();
  const format = useFormat();
  const unread = useUnread();
  const [isOpen, { toggle, close }] = useDisclosure();
  // wherever the focus is: it comes into the list a moment after the list is seen, and leaves it with a button that has done its work
  useWindowEvent('keydown', (event) => {
    if (isOpen && event.key === 'Escape') close();
  });
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={(opened) => !opened && close()}
        position="bottom-end"
        width="min(360px, calc(100vw - 24px))"
        shadow="md"
        radius="lg"
        trapFocus
        returnFocus
      >
        <Indicator
          label={unread > most ? `${most}+` : format.number(unread)}
          disabled={unread === 0}
          color="red.9"
          size={18}
          offset={5}
        >
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              radius="xl"
              aria-label={t('notices.bell', { count: unread })}
              onClick={toggle}
            >
              <Bell size={19} aria-hidden />
            </ActionIcon>
          </Popover.Target>
        </Indicator>
        <Popover.Dropdown p={0} bg="var(--card)">
          <Newest unread={unread} onClose={close} />
        </Popover.Dropdown>
      </Popover>
      <VisuallyHidden role="status">{unread > 0 && t('notices.unread', { count: unread })}</VisuallyHidden>
    </>
  );
}

function Newest({ unread, onClose }: { unread: number; onClose: () => void }) {
  const { t } = useLanguage();
  const newest = useNewest(unread);
  const mark = useMarking();
  const first = newest.data?.[0];
  return (
    <>
      <Group justify="space-between" px="md" py="sm" style={{ borderBottom: '1px solid var(--line)' }}>
        <Text fw={650}>{t('notices.title')}</Text>
        {first && unread > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            c="var(--accent-text)"
            loading={mark.isPending}
            onClick={() => mark.mutate({ upTo: first.id })}
          >
            {t('notices.readAll')}
          </Button>
        )}
      </Group>
      {newest.isPending && <Loader size="sm" m="md" aria-label={t('app.loading')} />}
      {newest.isError && <ProblemNotice error={newest.error} onRetry={() => void newest.refetch()} />}
      {newest.data?.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t('notices.empty.text')}
        </Text>
      )}
      {first && (
        <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
          {newest.data?.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} onOpen={onClose} />
          ))}
        </ul>
      )}
      <Group justify="center" p="sm" style={{ borderTop: '1px solid var(--line)' }}>
        <Anchor component={Link} to="/notifications" size="sm" fw={600} onClick={onClose}>
          {t('notices.all')}
        </Anchor>
      </Group>
    </>
  );
}

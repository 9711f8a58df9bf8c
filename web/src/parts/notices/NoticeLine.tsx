import { Anchor, Text, VisuallyHidden } from '@mantine/core';
import { CircleAlert, CircleCheck, CircleX, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMarking, type Notification } from '../../api/notifications';
import { useFormat, useLanguage } from '../../language/Language';
import { useSentences } from '../useSentences';
import classes from './NoticeLine.module.css';
import { wordsOf } from './words';

const signs = { created: CircleCheck, discarded: CircleAlert, rejected: CircleX, unchanged: Undo2 };

type NoticeLineProps = {
  notice: Notification;
  /** What can be done with it, given its words. */
  act?: (title: string) => ReactNode;
  onOpen?: () => void;
};

/** One notification: what happened, with its numbers; who follows it has read it. */
export function NoticeLine({ notice, act, onOpen }: NoticeLineProps) {
  const { t } = useLanguage();
  const format = useFormat();
  const sentences = useSentences();
  const mark = useMarking();
  const { title, name, counts, reason, tone, address } = wordsOf(notice);
  const Sign = signs[tone];
  const words = t(title, { name });
  const open = () => {
    if (!notice.read) mark.mutate({ ids: [notice.id], read: true });
    onOpen?.();
  };
  const numbers = counts.map(({ text, count }) => t(text, { count }));
  return (
    <li className={classes.line} data-unread={!notice.read}>
      <Sign size={18} aria-hidden className={classes.sign} data-tone={tone} />
      <div className={classes.words}>
        {!notice.read && <VisuallyHidden>{t('notices.new')}: </VisuallyHidden>}
        <Anchor
          component={Link}
          to={address}
          size="sm"
          fw={notice.read ? 500 : 650}
          c="var(--mantine-color-text)"
          onClick={open}
        >
          {words}
        </Anchor>
        <Text size="xs" c="dimmed" className="numbers">
          {[format.moment(notice.at), ...numbers].join(' · ')}
        </Text>
        {reason && <Text size="xs">{sentences.ofReason(reason)}</Text>}
      </div>
      {act?.(words)}
    </li>
  );
}

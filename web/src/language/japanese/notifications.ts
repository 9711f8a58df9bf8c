import type { Catalogue } from '../catalogues';

export const notifications: Catalogue = {
  'notices.title': '通知',
  'notices.text': '離れている間にあったことです。',
  'notices.bell': '通知、未読 {count} 件',
  'notices.unread': '未読の通知 {count} 件',
  'notices.all': 'すべての通知',
  'notices.readAll': 'すべて既読にする',
  'notices.read': '既読にする: {title}',
  'notices.notRead': '未読にする: {title}',
  'notices.new': '新着',
  'notices.empty': '通知はまだありません',
  'notices.empty.text': 'インポートが終わったときや Webhook が無効になったときに、ここでお知らせします。',
  'notices.completed': '{name} をインポートしました',
  'notices.withErrors': '{name} をインポートしました (エラーあり)',
  'notices.failed': '{name} のインポートに失敗しました',
  'notices.undone': '{name} のインポートを元に戻しました',
  'notices.disabled': '{name} への Webhook が無効になりました',
  'notices.created': '作成 {count} 件',
  'notices.updated': '更新 {count} 件',
  'notices.rejected': '拒否 {count} 件',
};

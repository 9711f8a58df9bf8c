import type { Catalogue } from '../catalogues';

export const mail: Catalogue = {
  'settings.mail': 'メール',
  'mail.text': 'インポートを始めた人に、その結果をメールで知らせます。',
  'mail.none': 'メールは送信されません',
  'mail.none.text':
    'Muster の管理者が設定でメールサーバーを指定し（mail.server、mail.from）、再起動すると、ここからテストメールを送れます。',
  'mail.server': 'メールサーバー',
  'mail.security': '暗号化',
  'mail.security.starttls': 'STARTTLS',
  'mail.security.tls': '最初から TLS',
  'mail.security.none': 'なし：同じマシンのリレー',
  'mail.sender': '差出人',
  'mail.recipient': 'テストメールの宛先',
  'mail.test': '自分にテストメールを送る',
  'mail.tested': 'メールサーバーが受け取りました。{recipient} の受信箱をご確認ください。',
  'mail.noRecipient': 'テストメールを送る宛先がありません。メールアドレスのあるユーザーでサインインしてください。',
};

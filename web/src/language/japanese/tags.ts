import type { Catalogue } from '../catalogues';

export const tags: Catalogue = {
  'nav.tags': 'タグ',
  'tags.title': 'タグ',
  'tags.text': '人物をグループ分けする言葉です。インポート時または人物の一覧で付けます。',
  'tags.count': 'タグ {count} 件',
  'tags.name': 'タグ',
  'tags.people': '人物',
  'tags.created': '作成日時',
  'tags.show': '{name} の付いた {count} 人',
  'tags.nobody': 'なし',
  'tags.new': '新しいタグ',
  'tags.new.act': 'タグを作成',
  'tags.new.name': '名前',
  'tags.made': 'タグ {name} を作成しました',
  'tags.empty': 'タグはまだありません',
  'tags.empty.text': 'ここで作成するか、インポートで全員にタグを付けてください。',
  'tags.empty.look': '人物にタグが付くと、ここに表示されます。',
  'tags.delete': '{name} を削除',
  'tags.delete.act': '削除',
  'tags.delete.title': 'タグ {name} を削除しますか?',
  'tags.delete.text': 'このタグの付いた人物はいません。すべての選択肢からなくなります。',
  'tags.delete.inUse':
    '{count} 人にこのタグが付いています。タグを削除できるのは、誰にも付いていないときだけです。先にタグを外してください。',
  'tags.delete.show': 'タグの付いた人物を表示',
  'tags.deleted': 'タグ {name} を削除しました',
};

import type { Catalogue } from '../catalogues';

export const attributes: Catalogue = {
  'nav.attributes': 'カスタム項目',
  'attributes.title': 'カスタム項目',
  'attributes.text': '標準の項目に加えて使う独自の項目です。ファイルの列を割り当てられます。',
  'attributes.count': 'カスタム項目 {count} 件',
  'attributes.name': '項目',
  'attributes.type': '種類',
  'attributes.example': '例',
  'attributes.example.STRING': '青',
  'attributes.new': '新しい項目',
  'attributes.new.act': '項目を作成',
  'attributes.new.name': '名前',
  'attributes.new.type': '種類',
  'attributes.new.type.text': '後から変更できません。',
  'attributes.new.signs': '名前に { } [ ] は使えません。',
  'attributes.made': '項目 {name} を作成しました',
  'attributes.empty': 'カスタム項目はまだありません',
  'attributes.empty.text': 'ここで作成するか、インポート時に列に合わせて作成してください。',
  'attributes.empty.look': 'ここまたはインポートで作成されると、ここに表示されます。',
  'attributes.delete': '{name} を削除',
  'attributes.delete.act': '削除',
  'attributes.delete.title': '項目 {name} を削除しますか?',
  'attributes.delete.text':
    'すべての選択肢からなくなります。削除できるのは、誰もこの項目の値を持たない間だけです。値が一緒に削除されることはありません。',
  'attributes.deleted': '項目 {name} を削除しました',
};

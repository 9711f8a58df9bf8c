import type { Catalogue } from '../catalogues';

export const lists: Catalogue = {
  'list.search': '検索',
  'list.acts': '操作',
  'list.none': '一致するものがありません',
  'list.none.text': '名前の一部で試してください。',
  'list.clear': '検索をクリア',
  'list.taken': 'この名前はすでに使われています。',
};

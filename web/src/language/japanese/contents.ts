import type { Catalogue } from '../catalogues';

export const contents: Catalogue = {
  'contents.text': 'テキスト',
  'contents.number': '数値',
  'contents.date': '日付',
  'contents.phone': '電話番号',
  'contents.email': 'メールアドレス',
  'contents.webAddress': 'ウェブアドレス',
};

import type { Told } from '../told';

export const told: Told = {
  'problem.NO_IDENTIFIER':
    'この行には電話番号もメールアドレスも外部 ID もないため、誰なのか特定できません。いずれか 1 つ以上を入力してください。',
  'problem.INVALID_PHONE':
    '電話番号としてありえない値です。+385 91 234 5678 のように国際形式で書くか、国内番号の国を選択してください。',
  'problem.INVALID_EMAIL': 'メールアドレスではありません。name@example.com のように書いてください。',
  'problem.VALUE_TOO_LONG': '値が項目の上限より長くなっています。短くしてください。',
  'problem.INVALID_DATE':
    '列の日付形式に合わないか、生年月日としてありえない値です。修正するか、別の日付形式を選択してください。',
  'problem.INVALID_GENDER': '性別は male、female、m、f のいずれかです。いずれかを使うか、空欄にしてください。',
  'problem.INVALID_LANGUAGE': '言語は hr や en-GB のように書きます。そのように書くか、空欄にしてください。',
  'problem.INVALID_URL': 'https://example.com/ana.jpg のような完全な Web アドレスが必要です。',
  'problem.FORBIDDEN_CHARACTER': '& < > " / \\ : ( ) { } = ; #、改行、ヌル文字は使えません。取り除いてください。',
  'problem.INVALID_NUMBER': '数字だけの数値が必要です。小数点はピリオドで、-1234.5 のように書いてください。',
  'problem.INVALID_BOOLEAN': 'true か false、yes か no、1 か 0 が必要です。',
  'problem.INVALID_TYPE': '種別は lead か customer です。いずれかを使うか、空欄にしてください。',
  'problem.TOO_MANY_ADDITIONAL_CONTACTS':
    '同じ人物の行から追加される電話番号とメールアドレスが、インポートの上限を超えています。いくつか取り除いてください。',
  'problem.TOO_MANY_CONTACTS':
    '電話番号とメールアドレスが、1 つのプロフィールの上限を超えます。いくつか取り除いてください。',
  'problem.AMBIGUOUS_MATCH':
    'この人物の識別子が、登録済みの複数の人物に属しています。他の人の識別子を取り除くか、複数の人物に一致したときは統合するように選択してください。',
  'problem.UNDECODABLE_TEXT':
    'ファイルの文字コードにないバイトが含まれています。正しい文字コードを選択するか、セルを修正してください。',
  'problem.MALFORMED_ROW':
    '表の列数より多くのセルがあるため、どの値がどの列か判断できません。区切り文字を含む値を引用符で囲んでください。',
  'problem.SPOILED_VALUE':
    '表計算ソフトがこの値を壊しており（指数表記またはエラー値）、元の値はわかりません。元データの列を文字列形式にして、もう一度書き出してください。',
  'problem.UNKNOWN_PHONE_RANGE':
    '電話番号としてはありえますが、その国の既知の番号帯にありません。そのまま取り込みます。元データと比べてください。',
  'problem.EXTERNAL_ID_REPLACED':
    '登録済みの外部 ID がファイルの外部 ID に置き換わります。同じ人物か確認してください。',
  'problem.TWO_EXTERNAL_IDS':
    '同じ人物の行に異なる外部 ID があります。最後のものを保存します。同じ人物か確認してください。',
  'problem.DAMAGE_SCIENTIFIC_NOTATION':
    '表計算ソフトが指数表記に縮めた数値のようです。そのまま取り込みます。元データと比べてください。',
  'problem.DAMAGE_ROUNDED_DIGITS':
    '15 桁を超え、末尾がゼロの数値です。表計算ソフトは 15 桁までしか保持しません。列を文字列としてもう一度書き出してください。',
  'problem.DAMAGE_LOST_LEADING_ZEROS':
    '列の通常の桁数より短い数値があります。先頭のゼロが失われた可能性があります。列を文字列としてもう一度書き出してください。',
  'problem.DAMAGE_AUTO_DATE':
    '表計算ソフトがこの文字列を日付に変えた可能性があります。そのまま取り込みます。元データと比べてください。',
  'problem.DAMAGE_ERROR_VALUE':
    '表計算ソフトのエラー値です。セルは空として読み込みます。値が必要な場合は数式を修正してください。',
  'problem.DAMAGE_MOJIBAKE':
    '誤った文字コードで読まれた文字列のようです。そのまま取り込みます。別の文字コードを選択するか、元データをもう一度書き出してください。',
  'problem.DAMAGE_LEADING_APOSTROPHE':
    '先頭に、表計算ソフトが文字列を示すためのアポストロフィがあります。識別子、数値、日付では取り除いて読み、それ以外の文字列では残します。',
  'problem.DAMAGE_INVISIBLE_SPACE':
    '改行なしスペースやゼロ幅スペースなど、見えない空白が含まれています。そのまま取り込みます。',
  'problem.DAMAGE_REPAIRED': '途中の空白、全角文字、見えない文字、または小数点以下のゼロを値から取り除きました。',

  'refusal.FILE_EMPTY': 'ファイルに行がありません。表のあるファイルを選択してください。',
  'refusal.FILE_DAMAGED': 'ファイルが壊れているか、途中で切れています。もう一度入手するか、保存し直してください。',
  'refusal.FILE_ENCRYPTED':
    'ファイルがパスワードで保護されています。パスワードなしで保存して、もう一度インポートしてください。',
  'refusal.FILE_KIND': 'ここで読める表ではありません。.xlsx か .csv で保存してください。',
  'refusal.FILE_TOO_LARGE': 'ファイルが大きすぎます。ZIP に圧縮するか、分割してください。',
  'refusal.BODY_TOO_LARGE': 'ファイルが大きすぎます。ZIP に圧縮するか、分割してください。',
  'refusal.ROW_TOO_LONG': '長すぎる行があります。行末があるか、すべての引用符が閉じているか確認してください。',
  'refusal.TOO_MANY_COLUMNS': '表の列の上限を超えるセルを持つ行があります。区切り文字を確認してください。',
  'refusal.WORKBOOK_TOO_LARGE': 'ブックが大きすぎます。シートを複数の CSV ファイルとして保存してください。',
  'refusal.ZIP_ENCRYPTED':
    'アーカイブ内のファイルがパスワードで保護されています。展開するか、パスワードなしで圧縮してください。',
  'refusal.ZIP_METHOD':
    'ここで読めない方式で圧縮されています。展開したファイルを選択するか、通常の ZIP として圧縮してください。',
  'refusal.ZIP_NESTED': 'アーカイブの中に別のアーカイブがあります。展開して、表のファイルを選択してください。',
  'refusal.ZIP_NO_TABLE':
    'アーカイブに表がありません。.csv、.txt、.xls、.xlsx のファイルを入れるか、そのファイルを選択してください。',
  'refusal.ZIP_SPLIT': '分割されたアーカイブの一部です。展開して、中のファイルを選択してください。',
  'refusal.ZIP_TOO_LARGE': 'アーカイブの中身が大きすぎます。複数のファイルに分割してください。',
  'refusal.UPLOADS_TOO_MANY':
    '完了していないアップロードが多すぎます。どれかを完了するか、後でもう一度お試しください。',
  'refusal.UPLOAD_NOT_FOUND': 'このアップロードはもうありません。新しく始めてください。',
  'refusal.ENCODING_UNKNOWN': 'その文字コードはありません。UTF-8 や Shift_JIS などを選択してください。',
  'refusal.DELIMITER_UNKNOWN': 'その区切り文字は使えません。別のものを選択してください。',
  'refusal.QUOTE_UNKNOWN': 'その引用符は使えません。区切り文字と異なるものを選択するか、なしにしてください。',
  'refusal.SHEET_UNKNOWN': 'そのシートがないか、行がありません。別のシートを選択してください。',
  'refusal.ROW_UNKNOWN': 'ファイルにその行はありません。別の行を選択してください。',
  'refusal.CHOICE_UNKNOWN': 'ブックには文字コードも区切り文字もありません。その選択を取り消してください。',
  'refusal.COLUMN_NOT_FOUND': '割り当てた列がファイルにありません。割り当てを見直してください。',
  'refusal.COLUMN_TWICE': '同じ見出しの列が複数あるか、列が二重に割り当てられています。割り当てを見直してください。',
  'refusal.FIELD_TWICE': '1 つの列しか受け取れない項目に 2 つの列が割り当てられています。片方を変更してください。',
  'refusal.FIELD_UNKNOWN': '割り当て先の項目がもうありません。別の項目を選択してください。',
  'refusal.NO_IDENTIFIER_MAPPED':
    'メール、電話、外部 ID のいずれにも列が割り当てられていません。1 つ以上を割り当ててください。',
  'refusal.ATTRIBUTE_TYPE':
    '同じ名前のカスタム項目が別の型で存在し、型は変更できません。そのまま使うか、別の名前にしてください。',
  'refusal.TAGS_MISSING': 'タグが指定されていません。指定するか、タグなしを選択してください。',
  'refusal.IMPORT_NOT_FOUND': 'このインポートはもうありません。',
  'refusal.IMPORT_CHANGED': '同時に他の人がインポートを変更しました。確認して、もう一度お試しください。',
  'refusal.JOB_EXISTS': 'このインポートは処理中です。終わるまで待つか、中止してください。',
  'refusal.JOB_SUPERSEDED': 'その間に別の操作が行われました。',
  'refusal.CANCELLED': '依頼により中止されました。',
  'refusal.PLAN_OUTDATED': '計画が同意した内容から変わりました。もう一度確認して同意してください。',
  'refusal.PLAN_DRIFTED': '計画の後に登録済みの人物が変わりました。何も書き込まれていません。新しい計画があります。',
  'refusal.ROW_NOT_FOUND': '表にその行はありません。',
  'refusal.RECORD_NOT_FOUND': 'インポートにそのレコードはありません。',
  'refusal.RECIPE_EXISTS': '同じ名前のレシピがすでにあります。別の名前にしてください。',
  'refusal.RECIPE_NOT_FOUND': 'このレシピはもうありません。',
  'refusal.RECIPE_NAME_MISSING': 'レシピには名前が必要です。',
  'refusal.IDENTIFIER_TAKEN': 'このメール、電話番号、または外部 ID はすでに別の人物のものです。',
  'refusal.STALE_PROFILE': 'プロフィールはその間に変更されました。読み込み直して、もう一度お試しください。',
  'refusal.MERGE_NEEDS_TWO': '統合には異なる 2 人以上が必要です。',
  'refusal.TAG_EXISTS': '同じ名前のタグがすでにあります。',
  'refusal.TAG_NOT_FOUND': 'このタグはもうありません。',
  'refusal.TAG_NAME_INVALID': 'タグの名前は 1～256 文字です。別の名前にしてください。',
  'refusal.ATTRIBUTE_EXISTS': '同じ名前のカスタム項目がすでにあります。',
  'refusal.ATTRIBUTE_IN_USE': '値を持つプロフィールがあるため、カスタム項目を削除できません。',
  'refusal.ATTRIBUTE_NAME_INVALID':
    'カスタム項目の名前は 1～256 文字で、{ } [ ] を含まず、標準項目の名前ではないものです。別の名前にしてください。',
  'refusal.ATTRIBUTE_NOT_FOUND': 'このカスタム項目はもうありません。',
  'refusal.UNAUTHORIZED': 'サインインしていません。サインインしてください。',
  'refusal.FORBIDDEN': 'この操作の権限がありません。',
  'refusal.CSRF_TOKEN_INVALID': 'ページがこのセッションには古すぎます。読み込み直してください。',
  'refusal.TOO_MANY_ATTEMPTS': 'パスワードの間違いが多すぎます。しばらく待ってから、もう一度お試しください。',
  'refusal.TOO_MANY_REQUESTS': '一度に送られた要求が多すぎます。少し待ってから、もう一度お試しください。',
  'refusal.SIGN_INS_BUSY': '現在サインインが集中しています。数秒後にもう一度お試しください。',
  'refusal.LINK_INVALID': 'このリンクはすでに使われたか、もう有効ではありません。新しいリンクを依頼してください。',
  'refusal.PASSWORD_WRONG': '現在のパスワードが違います。もう一度入力してください。',
  'refusal.PASSWORD_TOO_SHORT': 'パスワードが短すぎます。もっと長いものにしてください。',
  'refusal.PASSWORD_TOO_LONG': 'パスワードが長すぎます。もっと短いものにしてください。',
  'refusal.PASSWORD_TOO_COMMON':
    '最初に試されやすいパスワードです。互いに関係のない単語をいくつか並べるなど、珍しいものにしてください。',
  'refusal.EMAIL_INVALID': 'メールアドレスではありません。ana@mail.example のように書いてください。',
  'refusal.USER_EXISTS': 'このメールアドレスのユーザーはすでにいます。',
  'refusal.USER_UNKNOWN': 'このユーザーはもういません。',
  'refusal.USER_OF_SEVERAL_ACCOUNTS':
    'このユーザーは他のアカウントにも属しているため、1 つのアカウントからサインイン方法を変更できません。サーバーの管理者に相談してください。',
  'refusal.LAST_ADMINISTRATOR': 'アカウントの最後の管理者です。先に他の人を管理者にしてください。',
  'refusal.API_KEY_UNKNOWN': 'このキーはもうありません。',
  'refusal.KEY_NAME_INVALID': 'キーには用途を示す名前が必要です。',
  'refusal.KEY_EXPIRY_PAST': 'キーがすでに期限切れになります。将来の日時を指定してください。',
  'refusal.KEY_REVOKED': 'このキーは完全に失効しています。新しく作成してください。',
  'refusal.KEY_WITHOUT_SCOPES': '権限のないキーは何もできません。1 つ以上を選択してください。',
  'refusal.WEBHOOK_URL':
    '送信先は、ユーザー名とパスワードを含まない、ホストのある Web アドレスです。公開の送信先は https で始まります。',
  'refusal.WEBHOOK_EVENTS': 'イベントを 1 つ以上選択してください。',
  'refusal.WEBHOOK_SECRET': 'このシークレットは使えません。空欄にすると自動で生成されます。',
  'refusal.WEBHOOK_TESTS_UNDER_WAY': '他のテストが進行中です。数秒後にもう一度お試しください。',
  'refusal.TARGET_NOT_PUBLIC': '送信先が公開インターネット上にありません。サーバーの管理者が設定で許可できます。',
  'refusal.TARGET_UNKNOWN': '送信先の名前が見つかりませんでした。',
  'refusal.TARGET_TIMEOUT': '送信先が時間内に応答しませんでした。先に応答し、処理はその後に行ってください。',
  'refusal.TARGET_TLS': '送信先との信頼できる暗号化接続を確立できませんでした。',
  'refusal.TARGET_NOT_HTTP': '送信先が Web サーバーとして応答しませんでした。',
  'refusal.TARGET_UNREACHABLE': '送信先に接続できませんでした。',
  'refusal.SUBSCRIPTIONS_TOO_MANY': 'Webhook の数が上限に達しています。先に 1 つ削除してください。',
  'refusal.SUBSCRIPTION_NOT_FOUND': 'この Webhook はもうありません。',
  'refusal.DELIVERY_NOT_FOUND': 'この配信はもうありません。',
  'refusal.SERVER_STOPPING': 'サーバーが停止中です。起動後に続きを行います。',
  'refusal.STORE_BUSY': 'データが別の処理で使われています。少し待ってから、もう一度お試しください。',
  'refusal.DISK_FULL': 'サーバーに空き容量がありません。サーバーの管理者に依頼してください。',
  'refusal.MEMORY_SHORT': 'サーバーのメモリが足りません。後でもう一度お試しください。',
  'refusal.INTERNAL': 'サーバーで問題が起きました。詳しくはサーバーのログにあります。',

  'evidence.format.text': '内容がテキスト',
  'evidence.format.workbook': 'ファイルの構造による',
  'evidence.entry.only': '唯一のファイル',
  'evidence.entry.first': '表のある最初のファイル',
  'evidence.entries': '読み込みません',
  'evidence.delimiter': '行を {count} 列に分けます',
  'evidence.delimiter.none': '行を分ける区切り文字がなく、1 列です',
  'evidence.quote': 'セルがこれで囲まれています',
  'evidence.quote.none': '引用符はセルの中にだけあります',
  'evidence.quote.standard': '先頭部分に引用符で囲まれたセルがありません',
  'evidence.sheet.only': '唯一のシート',
  'evidence.sheet.first': '{count} シートのうち行のある最初のもの',
  'evidence.header.none': 'データの上に見出しらしい行がありません',
  'evidence.first.titles': '見出しの次の行',
  'evidence.first.top': '表の最初の行',
  'evidence.first.moved': '選んだ行は見出しです。データはその後から始まります',
};

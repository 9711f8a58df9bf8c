/** Values for the places in a text. Numbers are written as the language writes them. */
export type Values = Record<string, string | number>;

/**
 * A text with its `{places}` filled. Where a text has several forms between `|`, the value `count` chooses one; the forms stand in the order
 * in which the language counts: English `one|other`, Croatian `one|few|other`, Japanese only one.
 */
export function fill(text: string, values: Values, locale: string): string {
  const form = chooseForm(text, values['count'], locale);
  return form.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  });
}

const order = ['zero', 'one', 'two', 'few', 'many', 'other'];

function chooseForm(text: string, count: string | number | undefined, locale: string): string {
  const forms = text.split('|');
  if (forms.length === 1 || typeof count !== 'number') return forms[0] ?? '';
  const rules = new Intl.PluralRules(locale);
  const categories = order.filter((category) =>
    (rules.resolvedOptions().pluralCategories as string[]).includes(category),
  );
  const place = categories.indexOf(rules.select(count));
  return forms[Math.min(place, forms.length - 1)] ?? '';
}

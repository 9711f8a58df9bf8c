/** What is looked for in the list of people. Everything is in the address, so that a list can be kept and passed on. */
export type PersonSearch = {
  q: string;
  type: 'LEAD' | 'CUSTOMER' | null;
  tag: string | null;
  country: string;
  city: string;
  has: 'phone' | 'email' | null;
};

export function searchIn(address: URLSearchParams): PersonSearch {
  const type = address.get('type');
  const has = address.get('has');
  return {
    q: address.get('q') ?? '',
    type: type === 'LEAD' || type === 'CUSTOMER' ? type : null,
    tag: address.get('tag'),
    country: address.get('country') ?? '',
    city: address.get('city') ?? '',
    has: has === 'phone' || has === 'email' ? has : null,
  };
}

export function addressOf(search: PersonSearch): URLSearchParams {
  const address = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value) address.set(name, value);
  return address;
}

type Condition = Record<string, unknown>;

/** One word of what is typed stands in a name, an email or an external id, or is a part of a number. */
function wordCondition(word: string): Condition {
  const conditions: Condition[] = [
    { firstName: { '#contains': word } },
    { lastName: { '#contains': word } },
    { email: { '#contains': word } },
    { externalId: { '#eq': word } },
  ];
  const digits = word.replace(/\D/g, '');
  // fewer digits are in every other number, and a name with a digit is no number
  if (digits.length >= 3 && /^[\d+()/.-]+$/.test(word))
    conditions.push({ phone: { '#contains': digits.replace(/^0+/, '') } });
  return { '#or': conditions };
}

/** The filter in the server's own language; undefined: everybody. */
export function filterOf(search: PersonSearch): string | undefined {
  const words = search.q.trim().split(/\s+/).filter(Boolean);
  const conditions: Condition[] = [
    // "091 234 5678" is one number, not three words
    ...(/^[\d\s+()/.-]{3,}$/.test(search.q.trim())
      ? [wordCondition(search.q.replace(/\s/g, ''))]
      : words.map(wordCondition)),
    ...(search.type ? [{ type: { '#eq': search.type } }] : []),
    ...(search.tag ? [{ tags: { '#eq': search.tag } }] : []),
    ...(search.country.trim() ? [{ country: { '#eq': search.country.trim() } }] : []),
    ...(search.city.trim() ? [{ city: { '#contains': search.city.trim() } }] : []),
    ...(search.has ? [{ [search.has]: { '#ne': null } }] : []),
  ];
  return conditions.length === 0 ? undefined : JSON.stringify({ '#and': conditions });
}

export function isEmptySearch(search: PersonSearch): boolean {
  return addressOf(search).size === 0;
}

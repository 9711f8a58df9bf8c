import type { AttributeType } from '../api/catalogues';
import type { PersonChoice } from '../api/persons';

/** How the value of a custom attribute is compared. */
const tests = ['is', 'contains', 'from', 'to', 'any', 'none'] as const;
export type AttributeTest = (typeof tests)[number];

/** The comparisons that make sense for a type. */
export function attributeTests(type: AttributeType): AttributeTest[] {
  if (type === 'STRING') return ['contains', 'is', 'any', 'none'];
  if (type === 'BOOLEAN') return ['is', 'any', 'none'];
  return ['is', 'from', 'to', 'any', 'none'];
}
export function needsValue(test: AttributeTest): boolean {
  return test !== 'any' && test !== 'none';
}

/** What is looked for in the list of people. Everything is in the address, so that a list can be kept and passed on. */
export type PersonSearch = {
  q: string;
  type: 'LEAD' | 'CUSTOMER' | null;
  tag: string | null;
  country: string;
  city: string;
  has: 'phone' | 'email' | null;
  /** The number of an import whose records they are. */
  import: string | null;
  /** The name of a custom attribute, and what its value is compared with. */
  attribute: string | null;
  test: AttributeTest | null;
  value: string;
};

export const emptySearch: PersonSearch = {
  q: '',
  type: null,
  tag: null,
  country: '',
  city: '',
  has: null,
  import: null,
  attribute: null,
  test: null,
  value: '',
};

export function searchIn(address: URLSearchParams): PersonSearch {
  const type = address.get('type');
  const has = address.get('has');
  const imported = address.get('import');
  const attribute = address.get('attribute');
  return {
    q: address.get('q') ?? '',
    type: type === 'LEAD' || type === 'CUSTOMER' ? type : null,
    tag: address.get('tag'),
    country: address.get('country') ?? '',
    city: address.get('city') ?? '',
    has: has === 'phone' || has === 'email' ? has : null,
    import: imported !== null && /^[1-9]\d{0,14}$/.test(imported) ? imported : null,
    attribute,
    test: attribute === null ? null : (tests.find((test) => test === address.get('test')) ?? null),
    value: attribute === null ? '' : (address.get('value') ?? ''),
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

function attributeCondition({ attribute, test, value }: PersonSearch): Condition[] {
  if (attribute === null || test === null || (needsValue(test) && value.trim() === '')) return [];
  const operands: Record<AttributeTest, Condition> = {
    is: { '#eq': value.trim() },
    contains: { '#contains': value.trim() },
    from: { '#gte': value.trim() },
    to: { '#lte': value.trim() },
    any: { '#ne': null },
    none: { '#eq': null },
  };
  return [{ [`customAttributes.${attribute}`]: operands[test] }];
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
    ...attributeCondition(search),
  ];
  return conditions.length === 0 ? undefined : JSON.stringify({ '#and': conditions });
}

/** The most people whom an address has room to name. */
export const namedMost = 100;

/** The filter that exactly these people meet. */
export function filterOfIds(ids: number[]): string {
  return JSON.stringify({ '#or': ids.map((id) => ({ id: { '#eq': id } })) });
}

/** Whom the server is asked for. */
export function chosenBy(search: PersonSearch): PersonChoice {
  const filter = filterOf(search);
  return { ...(filter !== undefined && { filter }), ...(search.import !== null && { import: Number(search.import) }) };
}

export function isEmptySearch(search: PersonSearch): boolean {
  return addressOf(search).size === 0;
}

/** How many filters are set beside what is searched for. */
export function filtersIn({ type, tag, country, city, has, import: from, attribute }: PersonSearch): number {
  return [type, tag, country, city, has, from, attribute].filter(Boolean).length;
}

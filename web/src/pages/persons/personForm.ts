import type { Problem } from '../../api/problem';
import type { PersonInput, StoredPerson } from '../../api/persons';

/** The fields that have one value each. */
export const valueFields = [
  'firstName',
  'lastName',
  'middleName',
  'nickName',
  'birthDate',
  'gender',
  'preferredLanguage',
  'profilePicture',
  'externalId',
  'address',
  'city',
  'country',
] as const;
export type ValueField = (typeof valueFields)[number];
export type ContactKind = 'email' | 'phone';

/** A person as the form has it. An empty text is no value, and an empty line no contact. */
export type PersonForm = {
  type: 'LEAD' | 'CUSTOMER';
  values: Record<ValueField, string>;
  contacts: Record<ContactKind, string[]>;
  tags: string[];
  /** By name; only those that the form shows. */
  attributes: Record<string, string>;
};

export function emptyForm(): PersonForm {
  const values = Object.fromEntries(valueFields.map((field) => [field, ''])) as PersonForm['values'];
  return { type: 'CUSTOMER', values, contacts: { email: [''], phone: [''] }, tags: [], attributes: {} };
}

export function formOf(person: StoredPerson): PersonForm {
  const form = emptyForm();
  for (const { field, type, value } of person.values) {
    // only values of custom attributes have a type, whatever those are called
    if (type) form.attributes[field] = value;
    else if (isValueField(field)) form.values[field] = value;
  }
  const contactsOf = (kind: ContactKind) => person.contacts.filter(({ field }) => field === kind);
  const email = contactsOf('email').map(({ value }) => value);
  const phone = contactsOf('phone').map(({ value }) => `+${value}`);
  return {
    ...form,
    type: person.type,
    contacts: { email: email.length > 0 ? email : [''], phone: phone.length > 0 ? phone : [''] },
    tags: person.tags,
  };
}

function isValueField(field: string): field is ValueField {
  return (valueFields as readonly string[]).includes(field);
}

const filled = (lines: string[]) => lines.map((line) => line.trim()).filter(Boolean);
const withoutEmpty = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));

/** What the server is asked to store. What is left out is cleared, but contacts that are left out stay in their order. */
export function inputOf(form: PersonForm, before?: PersonForm): PersonInput {
  const { email, phone } = form.contacts;
  const hasOtherContacts = !before || JSON.stringify(form.contacts) !== JSON.stringify(before.contacts);
  return {
    type: form.type,
    ...withoutEmpty(form.values),
    tags: form.tags,
    customAttributes: withoutEmpty(form.attributes),
    ...(hasOtherContacts && {
      contactInformation: {
        email: filled(email).map((address) => ({ address })),
        phone: filled(phone).map((number) => ({ number })),
      },
    }),
  };
}

/** An identifier in its canonical form that belongs to somebody else. */
export type TakenIdentifier = { kind: ContactKind | 'externalId'; value: string };

/** The server's sentences, each at the place in the form that it is about; `others` are about none. */
export type FormFaults = {
  values: Partial<Record<ValueField, string>>;
  contacts: Record<ContactKind, Record<number, string>>;
  attributes: Record<string, string>;
  tags: string | undefined;
  others: string[];
  /** What another person has already. */
  taken?: TakenIdentifier | undefined;
};

export function noFaults(): FormFaults {
  return { values: {}, contacts: { email: {}, phone: {} }, attributes: {}, tags: undefined, others: [] };
}

/** Finds the line of the nth contact that was sent: empty lines are not sent. */
function lineOf(lines: string[], place: number): number {
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]))[place] ?? 0;
}

/** `isTaken`: the sentence for what another person has, which the server only says for programs. */
export function faultsOf(problem: Problem, form: PersonForm, isTaken: string): FormFaults {
  const faults = noFaults();
  const taken = takenIn(problem.message);
  if (taken) return { ...faultsOfTaken(taken, form, isTaken), taken };
  for (const [path, sentence] of Object.entries(problem.faults)) {
    const contact = /^contactInformation\.(email|phone)\[(\d+)\]/.exec(path);
    if (contact) {
      const kind = contact[1] as ContactKind;
      faults.contacts[kind][lineOf(form.contacts[kind], Number(contact[2]))] = sentence;
    } else if (path.startsWith('customAttributes.'))
      faults.attributes[path.slice('customAttributes.'.length)] = sentence;
    else if (path.startsWith('tags')) faults.tags = sentence;
    else if (isValueField(path)) faults.values[path] = sentence;
    else faults.others.push(sentence);
  }
  if (Object.keys(problem.faults).length === 0) faults.others.push(problem.message);
  return faults;
}

function takenIn(message: string): TakenIdentifier | undefined {
  const contact = /^Destination\((phone|email)\) (\S+) already exists/.exec(message);
  if (contact) return { kind: contact[1] as ContactKind, value: contact[2] ?? '' };
  const external = /^External ID (.+) already exists/.exec(message);
  return external ? { kind: 'externalId', value: external[1] ?? '' } : undefined;
}

/** At the line that says the same in another form; a number in its national form is found in none, and stands for itself. */
function faultsOfTaken({ kind, value }: TakenIdentifier, form: PersonForm, isTaken: string): FormFaults {
  const faults = noFaults();
  if (kind === 'externalId') return { ...faults, values: { externalId: isTaken } };
  const plain = (text: string) => (kind === 'phone' ? text.replace(/\D/g, '') : text.trim().toLowerCase());
  const line = form.contacts[kind].findIndex((own) => plain(own) === plain(value));
  if (line >= 0) faults.contacts[kind][line] = isTaken;
  return faults;
}

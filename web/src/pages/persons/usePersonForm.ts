import { useEffect, useRef, useState, type ChangeEvent, type SyntheticEvent } from 'react';
import { useNavigate } from 'react-router';
import { asProblem } from '../../api/client';
import { useSavingPerson, type StoredPerson } from '../../api/persons';
import { useLanguage } from '../../language/Language';
import { useTelling } from '../../parts/useTelling';
import {
  emptyForm,
  faultsOf,
  formOf,
  inputOf,
  noFaults,
  type ContactKind,
  type PersonForm,
  type ValueField,
} from './personForm';

/** A form that is filled in, and what is done with it. */
export type PersonEditing = ReturnType<typeof usePersonForm>;

/** The form of a person: what is typed, what the server refuses of it, and its saving. Without `stored`: of a new one. */
export function usePersonForm(stored: StoredPerson | undefined) {
  // what is typed is not thrown away when the person is asked for again
  const [basis] = useState(stored);
  const [before] = useState(() => (stored ? formOf(stored) : undefined));
  const [start] = useState(() => before ?? emptyForm());
  const [form, setForm] = useState(start);
  const [faults, setFaults] = useState(noFaults);
  const { frame, expectFaults } = useFocusOnFault(faults);
  const mayLeave = useRef(false);
  const { submit, saving } = useSubmit({ basis, before, form, setFaults, mayLeave, expectFaults });
  return {
    form,
    faults,
    basis,
    saving,
    submit,
    frame,
    change: (changed: Partial<PersonForm>) => setForm((now) => ({ ...now, ...changed })),
    // several fields may be filled at once, by the browser for example
    setValue: (field: ValueField, value: string) =>
      setForm((now) => ({ ...now, values: { ...now.values, [field]: value } })),
    setContacts: (kind: ContactKind, lines: string[]) =>
      setForm((now) => ({ ...now, contacts: { ...now.contacts, [kind]: lines } })),
    setFaults,
    /** Leaving the page loses nothing from now on, or nothing that is wanted. */
    letLeave: () => (mayLeave.current = true),
    isLeavingHarmful: () => !mayLeave.current && JSON.stringify(form) !== JSON.stringify(start),
  };
}

/** After a refusal the first field that is wrong is where one goes on. */
function useFocusOnFault(faults: unknown) {
  const frame = useRef<HTMLFormElement>(null);
  const isExpected = useRef(false);
  useEffect(() => {
    if (!isExpected.current) return;
    isExpected.current = false;
    frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  return { frame, expectFaults: () => (isExpected.current = true) };
}

type Submitting = {
  basis: StoredPerson | undefined;
  before: PersonForm | undefined;
  form: PersonForm;
  setFaults: (faults: ReturnType<typeof noFaults>) => void;
  mayLeave: { current: boolean };
  expectFaults: () => void;
};

function useSubmit({ basis, before, form, setFaults, mayLeave, expectFaults }: Submitting) {
  const { t } = useLanguage();
  const tell = useTelling();
  const navigate = useNavigate();
  const saving = useSavingPerson(basis);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setFaults(noFaults());
    saving.mutate(inputOf(form, before), {
      onSuccess: (saved) => {
        mayLeave.current = true;
        tell(t('person.saved'));
        void navigate(`/persons/${saved.id}`);
      },
      onError: (error) => {
        expectFaults();
        setFaults(faultsOf(asProblem(error), form, t('person.form.taken')));
      },
    });
  };
  return { submit, saving };
}

/** What a field needs that has one value. */
export function useValue({ form, faults, setValue, setFaults }: PersonEditing) {
  const { t } = useLanguage();
  return (field: ValueField) => ({
    label: t(`field.${field}`),
    value: form.values[field],
    error: faults.values[field],
    autoComplete: 'off',
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      setFaults((now) => ({ ...now, values: { ...now.values, [field]: undefined }, taken: undefined }));
      setValue(field, event.currentTarget.value);
    },
  });
}

/** What the lines of a kind of contact need. */
export function linesOf({ form, faults, setContacts, setFaults }: PersonEditing, kind: ContactKind) {
  return {
    kind,
    lines: form.contacts[kind],
    faults: faults.contacts[kind],
    onChange: (lines: string[]) => {
      setFaults((now) => ({ ...now, contacts: { ...now.contacts, [kind]: {} }, taken: undefined }));
      setContacts(kind, lines);
    },
  };
}

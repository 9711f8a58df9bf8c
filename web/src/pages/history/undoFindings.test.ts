import { expect, it } from 'vitest';
import { leftOf } from './undoFindings';

const finding = (conflict: string, profile: number) => ({ conflict, profile, record: 0 });

it('tells what stays by its reasons, each person once', () => {
  expect(
    leftOf({ findings: [finding('FIELD_CHANGED', 7), finding('KEPT_CREATED', 9), finding('FIELD_CHANGED', 7)] }),
  ).toEqual([
    { conflict: 'FIELD_CHANGED', people: [7], others: 0 },
    { conflict: 'KEPT_CREATED', people: [9], others: 0 },
  ]);
});

it('names some of many', () => {
  const findings = Array.from({ length: 12 }, (_, place) => finding('PROFILE_GONE', place + 1));
  expect(leftOf({ findings })).toEqual([{ conflict: 'PROFILE_GONE', people: [1, 2, 3, 4, 5], others: 7 }]);
});

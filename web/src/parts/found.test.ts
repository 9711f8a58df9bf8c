import { describe, expect, it } from 'vitest';
import { found, isTaken } from './found';

const entries = [{ name: 'Spring fair' }, { name: 'VIP' }, { name: 'Gäste' }];
const nameOf = ({ name }: { name: string }) => name;

describe('found', () => {
  it('looks for a part of the name without case', () => {
    expect(found(entries, nameOf, 'fair').map(nameOf)).toEqual(['Spring fair']);
    expect(found(entries, nameOf, ' GÄ ').map(nameOf)).toEqual(['Gäste']);
    expect(found(entries, nameOf, 'nobody')).toEqual([]);
  });

  it('takes letters that are written in two signs for the same', () => {
    expect(found(entries, nameOf, 'Ga\u0308ste').map(nameOf)).toEqual(['Gäste']);
  });

  it('gives everything when nothing is typed', () => {
    expect(found(entries, nameOf, '  ')).toEqual(entries);
  });
});

describe('isTaken', () => {
  it('wants the whole name', () => {
    expect(isTaken(entries, nameOf, ' vip')).toBe(true);
    expect(isTaken(entries, nameOf, 'vi')).toBe(false);
  });
});

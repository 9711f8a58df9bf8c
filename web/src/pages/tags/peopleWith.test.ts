import { describe, expect, it } from 'vitest';
import { searchIn } from '../../parts/personFilter';
import { peopleWith } from './peopleWith';

describe('peopleWith', () => {
  it.each(['VIP', 'R&D 50%', 'a+b', '花見 #1'])('leads to the people with the tag %s', (tag) => {
    const address = new URL(peopleWith(tag), 'http://muster.example');
    expect(address.pathname).toBe('/persons');
    expect(searchIn(address.searchParams).tag).toBe(tag);
  });
});

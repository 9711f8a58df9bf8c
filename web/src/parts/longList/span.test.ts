import { describe, expect, it } from 'vitest';
import { pagesOf, scrollTo, spanOf, tallest } from './span';

const lineHeight = 41;
const height = 500;

describe('the lines in view', () => {
  it('are those that the scrolling says', () => {
    const span = spanOf({ count: 1000, lineHeight }, { height, scrolled: 100 * lineHeight });
    expect(span.height).toBe(1000 * lineHeight);
    expect([span.first, span.end]).toEqual([90, 123]);
    expect(span.topOf(100)).toBe(100 * lineHeight);
  });

  it('are all of a short list', () => {
    const span = spanOf({ count: 3, lineHeight }, { height, scrolled: 0 });
    expect([span.first, span.end]).toEqual([0, 3]);
    expect(spanOf({ count: 0, lineHeight }, { height, scrolled: 0 }).end).toBe(0);
  });

  it.each([1_000_000, 25_000_000])('reach from the first to the last of %d', (count) => {
    const lines = { count, lineHeight };
    const top = spanOf(lines, { height, scrolled: 0 });
    expect(top.height).toBe(tallest);
    expect(top.first).toBe(0);
    const scrolled = tallest - height;
    const bottom = spanOf(lines, { height, scrolled });
    expect(bottom.end).toBe(count);
    expect(bottom.end - bottom.first).toBeLessThan(50);
    expect(bottom.topOf(count - 1) + lineHeight, 'the last line ends where the list does').toBe(tallest);
  });

  it.each([500, 1_000_000])('are where one goes to, of %d', (count) => {
    const lines = { count, lineHeight };
    const line = Math.floor(count / 3);
    const scrolled = scrollTo(lines, height, line);
    const span = spanOf(lines, { height, scrolled });
    expect(span.first).toBeLessThanOrEqual(line);
    expect(span.end).toBeGreaterThan(line);
    expect(Math.abs(span.topOf(line) - scrolled)).toBeLessThanOrEqual(1);
    expect(scrollTo(lines, height, count + 5)).toBe(Math.min(count * lineHeight, tallest) - height);
  });
});

it('asks for the pages in view only', () => {
  expect(pagesOf({ first: 0, end: 0 }, 100)).toEqual([]);
  expect(pagesOf({ first: 0, end: 100 }, 100)).toEqual([0]);
  expect(pagesOf({ first: 99, end: 201 }, 100)).toEqual([0, 1, 2]);
});

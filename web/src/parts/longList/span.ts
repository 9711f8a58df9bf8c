/** Pixels of the tallest list that is drawn as it is. Browsers draw nothing taller than some 17 million. */
export const tallest = 8_000_000;

type Lines = { count: number; lineHeight: number };
/** What is seen of a list: pixels of its window, and how far it is scrolled. */
type View = { height: number; scrolled: number };

/** The lines of a list that are in view, and where each stands. */
export type Span = {
  /** Pixels of the whole list as it is drawn. */
  height: number;
  first: number;
  /** The line behind the last one. */
  end: number;
  topOf: (line: number) => number;
};

/** Lines beside those in view that are drawn as well, so that none is missing while one scrolls. */
const beside = 10;

/** How far a list is scrolled in pixels of its lines. A list that is too tall is drawn shorter: then each pixel stands for several. */
function offsetOf({ count, lineHeight }: Lines, { height, scrolled }: View): number {
  const natural = count * lineHeight;
  if (natural <= tallest) return scrolled;
  const share = scrolled / Math.max(1, tallest - height);
  return Math.min(1, Math.max(0, share)) * (natural - height);
}

export function spanOf(lines: Lines, view: View): Span {
  const { count, lineHeight } = lines;
  const offset = offsetOf(lines, view);
  const first = Math.min(count, Math.max(0, Math.floor(offset / lineHeight) - beside));
  return {
    height: Math.min(count * lineHeight, tallest),
    first,
    end: Math.min(count, Math.ceil((offset + view.height) / lineHeight) + beside),
    topOf: (line) => Math.round(view.scrolled + line * lineHeight - offset),
  };
}

/** How far to scroll for a line to stand at the top. */
export function scrollTo({ count, lineHeight }: Lines, height: number, line: number): number {
  const natural = count * lineHeight;
  const offset = Math.max(0, Math.min(line * lineHeight, natural - height));
  return natural <= tallest ? offset : (offset / (natural - height)) * (tallest - height);
}

/** The pages that hold the lines in view, where a page has so many. */
export function pagesOf({ first, end }: Pick<Span, 'first' | 'end'>, size: number): number[] {
  if (end <= first) return [];
  const from = Math.floor(first / size);
  return Array.from({ length: Math.floor((end - 1) / size) - from + 1 }, (_, place) => from + place);
}

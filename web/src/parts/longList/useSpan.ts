import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { scrollTo, spanOf, type Span } from './span';

type Lines = { count: number; lineHeight: number; headHeight: number };

/** The lines of a list that are in view of its frame, which has a head of its own above them; and how to go to a line. */
export function useSpan(frame: RefObject<HTMLElement | null>, lines: Lines): Span & { goTo: (line: number) => void } {
  const { count, lineHeight, headHeight } = lines;
  const [view, setView] = useState({ height: 0, scrolled: 0 });
  const look = useCallback(() => {
    const element = frame.current;
    if (!element) return;
    const now = { height: Math.max(0, element.clientHeight - headHeight), scrolled: element.scrollTop };
    setView((last) => (last.height === now.height && last.scrolled === now.scrolled ? last : now));
  }, [frame, headHeight]);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    look();
    element.addEventListener('scroll', look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [frame, look]);
  // a list that became shorter may have been scrolled back
  useLayoutEffect(look, [count, look]);
  const goTo = (line: number) => {
    frame.current?.scrollTo({ top: scrollTo({ count, lineHeight }, view.height, line) });
  };
  return { ...spanOf({ count, lineHeight }, view), goTo };
}

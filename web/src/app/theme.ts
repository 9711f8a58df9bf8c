import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#f0fdfa',
  '#d5f5ee',
  '#a9e8db',
  '#73d6c6',
  '#43bfae',
  '#25a394',
  '#14877b',
  '#0f766e',
  '#115e59',
  '#134e4a',
];

/** Mantine's greys of the dark appearance, a little bluer: text, quiet text, lines, grounds. */
const dark: MantineColorsTuple = [
  '#dce2e8',
  '#b6c0ca',
  '#929ca7',
  '#66717c',
  '#36414c',
  '#2a343e',
  '#1e262e',
  '#161c22',
  '#12171c',
  '#0d1216',
];

export const theme = createTheme({
  colors: { petrol, dark },
  primaryColor: 'petrol',
  // white text on it has a contrast of 5.5
  primaryShade: 7,
  defaultRadius: 'md',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
});

/** Mantine's quiet greys and its red are too pale for small text (WCAG 1.4.3); these have a contrast of at least 4.5 on the app's grounds. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#56606b',
    '--mantine-color-placeholder': '#66707b',
    '--mantine-color-error': '#c0272d',
    '--mantine-color-text': '#18212b',
  },
  dark: {
    '--mantine-color-dimmed': '#a3adb8',
    '--mantine-color-placeholder': '#929ca7',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-text': '#e4e8ec',
    '--mantine-color-anchor': '#73d6c6',
  },
});

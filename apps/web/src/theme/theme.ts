import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent colour. Stages have their own ramp (stageColours.ts); everything else is neutral. */
const accent: MantineColorsTuple = [
  '#e8f5f3',
  '#d0eae6',
  '#a2d6ce',
  '#70c1b5',
  '#47ae9f',
  '#2b9b8b',
  '#128073',
  '#0b6f65',
  '#075c54',
  '#044841',
];

/** Mantine's greys for the dark scheme, in the cool tone of tokens.css. */
const dark: MantineColorsTuple = [
  '#e9eaec',
  '#c4c7cc',
  '#9b9ea5',
  '#7a7d85',
  '#4a4e55',
  '#33363b',
  '#22252a',
  '#1a1c1f',
  '#131416',
  '#0c0d0f',
];

export const theme = createTheme({
  fontFamily: "'Inter Variable', ui-sans-serif, system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.5rem', lineHeight: '2rem' } } },
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  black: '#1b1c1e',
});

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfbfa',
    '--mantine-color-text': '#1b1c1e',
    '--mantine-color-dimmed': '#64666b',
    '--mantine-color-placeholder': '#75777c',
    '--mantine-color-default-border': '#dfdfdc',
  },
  dark: {
    '--mantine-color-body': '#131416',
    '--mantine-color-text': '#e9eaec',
    '--mantine-color-dimmed': '#9b9ea5',
    '--mantine-color-placeholder': '#8a8d95',
    '--mantine-color-default-border': '#33363b',
  },
});

import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const pages = readdirSync(new URL('src/pages', import.meta.url)).join('|');
/** Forbids imports by their paths. */
const forbidden = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default tseslint.config(
  { ignores: ['src/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: new URL('.', import.meta.url).pathname },
    },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', 300],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/pages/**'],
    rules: forbidden(
      { regex: `^(\\.\\./)+(${pages})/`, message: 'What two pages need is in src/parts or src/api.' },
      { regex: '^@mantine/notifications', message: 'Use useTelling, so that all notices look alike.' },
    ),
  },
  {
    files: ['src/{api,language,parts}/**'],
    rules: forbidden({ regex: '/(pages|app)/', message: 'Pages are built of these, and not the other way round.' }),
  },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', URL: 'readonly' } } },
);

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The Node that Debian 12 has: whoever clones the project builds and tests with it. */
const debians = 18;

/** Packages that ask for a newer one, and were seen to do their work with Debian's: in the browser, in the build, in the checks. */
const known = [
  '@typescript-eslint/typescript-estree/node_modules/brace-expansion',
  '@typescript-eslint/typescript-estree/node_modules/minimatch',
  '@typescript-eslint/visitor-keys/node_modules/eslint-visitor-keys',
  'postcss-mixins',
  'react-router',
];

type Lock = { packages: Record<string, { engines?: { node?: string } }> };

function admits(range: string): boolean {
  return range.split('||').some((part) => {
    const [, sign, major] = /^\s*(>=|>|\^|~)?\s*v?(\d+|\*)/.exec(part) ?? [];
    return major === '*' || (sign?.startsWith('>') ? Number(major) <= debians : Number(major) === debians);
  });
}

it('every package runs with the Node of Debian 12', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const demanding = Object.entries(packages)
    .filter(([, { engines }]) => engines?.node !== undefined && !admits(engines.node))
    .map(([path]) => path.replace('node_modules/', ''));
  expect(demanding).toEqual(known);
});

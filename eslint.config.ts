import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Names of what comes from elsewhere. Drawn as it is, a name could be reordered, or hide a part of itself.
const FOREIGN =
  '/^(name|path|directory|message|problem|peer|host|server|subject|detail|why|computerName)$/';
const DRAWN_AS_IT_IS = [
  // <ProblemNote> draws a message in that way itself.
  ['JSXElement:not([openingElement.name.name=ProblemNote])', 'Draw it with <VisibleText>.'],
  ['JSXAttribute[name.name=/^(title|aria-label|textValue)$/]', 'Pass it through visibleText().'],
].flatMap(([place, message]) =>
  ['', ' > LogicalExpression'].flatMap((deeper) =>
    [`MemberExpression[property.name=${FOREIGN}]`, `Identifier[name=${FOREIGN}]`].map((value) => ({
      selector: `${place} > JSXExpressionContainer${deeper} > ${value}`,
      message: `This may come from elsewhere. ${message}`,
    })),
  ),
);

export default defineConfig(
  globalIgnores(['out', 'dist', 'coverage', 'test/boundaries/fixture', '.dependency-cruiser.cjs']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.shared.json',
          './tsconfig.node.json',
          './tsconfig.main.json',
          './tsconfig.preload.json',
          './tsconfig.renderer.json',
          './tsconfig.test.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An index that a bound has just been checked against is clearer with `!` than with a branch that cannot happen.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: { 'no-restricted-syntax': ['error', ...DRAWN_AS_IT_IS] },
  },
  {
    files: ['bench/**', 'scripts/**', 'test/soak/run.ts', 'test/windows/run.ts'],
    rules: { 'no-console': 'off' },
  },
);

import { builtinRules } from 'eslint/use-at-your-own-risk';

/** A plugin for oxlint with the one rule of ESLint that oxlint does not have: `no-restricted-syntax`. */
export default {
  meta: { name: 'restricted' },
  rules: { syntax: builtinRules.get('no-restricted-syntax') },
};

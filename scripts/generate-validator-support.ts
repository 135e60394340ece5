import { build } from 'esbuild';

/** The source of `src/ocpi/exports/validator-support.generated.ts`: what generated validators need at run time, as one expression. */
export async function validatorSupportSource(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['src/ocpi/exports/validator-support.ts'],
    bundle: true,
    write: false,
    platform: 'neutral',
    target: 'es2022',
    format: 'iife',
    globalName: 'made',
    legalComments: 'inline',
    logLevel: 'error',
  });
  // Ajv's compiled functions assign themselves names with `require` in them, for code that is loaded otherwise.
  const code = (outputFiles[0]?.text ?? '').replace(/^ *\w+\.code = .*require\(.*\n/gm, '');
  const text = `(() => {\n${code}return { ...made, equal: made.equal.default ?? made.equal, ucs2length: made.ucs2length.default ?? made.ucs2length, rules: Object.fromEntries(Object.entries(made.keywordRules()).map(([name, { validate }]) => [name, validate])) };\n})();\n`;
  return [
    '// Generated from src/ocpi/exports/validator-support.ts by scripts/generate.ts (npm run generate). Do not edit.\n',
    '/** The functions that generated validators need at run time, as the source of one expression. */',
    `export const supportSource = ${JSON.stringify(text)};`,
    '',
  ].join('\n');
}

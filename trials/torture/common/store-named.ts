export type StoreName = 'embedded' | 'postgres';

/** The store that the value of the option `--store` names; throws a message where it names none. */
export function storeNamed(text: string): StoreName {
  if (text !== 'embedded' && text !== 'postgres')
    throw new Error(`--store must be embedded or postgres, got "${text}"`);
  return text;
}

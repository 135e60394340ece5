// PostgreSQL's text holds no NUL and no lone surrogate. Escaped as inside a JSON string every name keeps apart from every
// other, and those that anybody uses look as they are.

const plain = /^[^"\\\p{Cc}\p{Cs}]*$/u;

/** A name as it stands in the database. */
export function toName(text: string): string {
  return plain.test(text) ? text : JSON.stringify(text).slice(1, -1);
}

/** The name that stands there. */
export function fromName(name: string): string {
  return name.includes('\\') ? (JSON.parse(`"${name}"`) as string) : name;
}

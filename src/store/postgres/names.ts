// PostgreSQL's text holds no NUL and no lone surrogate. Escaping as inside a JSON string keeps all names distinct, and
// leaves ordinary ones unchanged.

const plain = /^[^"\\\p{Cc}\p{Cs}]*$/u;

/** The database form of a name. */
export function toName(text: string): string {
  return plain.test(text) ? text : JSON.stringify(text).slice(1, -1);
}

/** The name of a database form. */
export function fromName(name: string): string {
  return name.includes('\\') ? (JSON.parse(`"${name}"`) as string) : name;
}

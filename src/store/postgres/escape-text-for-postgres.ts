// PostgreSQL's text contains no NUL and no lone surrogate. Escaping as inside a JSON string keeps all names distinct,
// and leaves ordinary ones unchanged.

const plain = /^[^"\\\p{Cc}\p{Cs}]*$/u;

/** The form of a name (such as an object's id) that PostgreSQL can store. */
export function toName(text: string): string {
  return plain.test(text) ? text : JSON.stringify(text).slice(1, -1);
}

/** The name that a stored form stands for. */
export function fromName(name: string): string {
  return name.includes('\\') ? (JSON.parse(`"${name}"`) as string) : name;
}

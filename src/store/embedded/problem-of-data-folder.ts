/** A wrong file of a data folder or entry of its database, and its repair. */
export interface Problem {
  /** Name of a file, or key of an entry. */
  of: string;
  is: string;
  cure: string;
  /** True where only a person can do that. */
  byHand?: true;
}

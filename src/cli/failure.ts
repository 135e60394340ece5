/** What an operator cannot go on with: words that say what to do. Ends the command with exit code 1. */
export class Failure extends Error {}

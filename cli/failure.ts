/** An error with which an operator can do something: its message says what. Ends the command with exit code 1. */
export class Failure extends Error {}

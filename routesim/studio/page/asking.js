// Questions, which Python answers: it works everything out.

import { host } from "./host.js";

/** What is wrong with what was asked, in words. */
export class Refused extends Error {
  constructor(problems) {
    super(problems.map((problem) => problem.message).join("\n"));
    this.problems = problems;
  }
}

/** Nobody answers. */
export class Unreachable extends Error {}

/** Ask, and return the answer; *signal* gives up waiting for it. Throws Refused with what is wrong, Unreachable where nobody answers. */
export function ask(question, asked, signal) {
  return host.ask(question, asked, signal);
}

/** The configuration that is shown first. */
export function first() {
  return host.first();
}

// Questions to the server, which works everything out.

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
export async function ask(question, asked, signal) {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked), signal };
  return answer(await reach(`api/${question}`, request));
}

/** The configuration that the server was started with. */
export async function first() {
  return answer(await reach("api/system", {}));
}

async function reach(path, request) {
  try {
    return await fetch(path, { ...request, credentials: "same-origin", cache: "no-store" });
  } catch {
    throw new Unreachable();
  }
}

async function answer(response) {
  let found = null;
  try {
    found = await response.json();
  } catch {
    found = null;
  }
  if (response.ok && found) return found;
  throw new Refused(found?.problems ?? [{ message: "The server does not let this page in. Open it anew.", place: "" }]);
}

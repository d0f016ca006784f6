// Questions to the page's server.

import { Refused, Unreachable } from "./asking.js";

/** Ask the server. */
export async function askServer(question, asked, signal) {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked), signal };
  return answer(await reach(`api/${question}`, request));
}

/** The configuration that the server was started with. */
export async function firstOfServer() {
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

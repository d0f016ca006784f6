// Questions to a notebook's kernel, over the channel of the widget *model*.

import { Refused } from "./asking.js";

const LATE = 4000;

/** What asks the kernel; *late* is told whether an answer has been awaited for long, and is still. */
export function kernel(model, late) {
  const self = Math.random().toString(36).slice(2, 12); // another view of the same widget hears these answers, too
  const waiting = new Map();
  let asked = 0;
  let timer = 0;

  const settled = (id) => {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(timer);
    late(false);
    if (waiting.size) timer = setTimeout(late, LATE, true);
    return one;
  };
  const heard = (message) => {
    if (!waiting.has(message?.id)) return;
    const { resolve, reject } = settled(message.id);
    const found = JSON.parse(message.answer);
    if (found.problems) reject(new Refused(found.problems));
    else resolve(found);
  };
  const ask = (question, what, signal) =>
    new Promise((resolve, reject) => {
      const id = `${self}-${(asked += 1)}`;
      waiting.set(id, { resolve, reject });
      signal?.addEventListener("abort", () => {
        if (!waiting.has(id)) return;
        settled(id);
        model.send({ forget: id });
        reject(signal.reason);
      });
      clearTimeout(timer);
      timer = setTimeout(late, LATE, true);
      model.send({ id, question, asked: what });
    });
  model.on("msg:custom", heard);
  return {
    ask,
    first: () => ask("system", {}),
    end: () => {
      clearTimeout(timer);
      model.off("msg:custom", heard);
    },
  };
}

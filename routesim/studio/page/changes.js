// What differs between two texts, line by line, and the second made again from the first.

const AHEAD = 400;

/** Each change as `[line, how many lines go, the lines that come]`, from the first line to the last. */
export function changes(before, after) {
  const [one, other] = [before.split("\n"), after.split("\n")];
  const found = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && one[i] === other[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [nextI, nextJ] = meeting(one, i, other, j);
    found.push([i, nextI - i, other.slice(j, nextJ)]);
    [i, j] = [nextI, nextJ];
  }
  return found;
}

/** Where both go on alike for two lines; behind the end of both where that is too far. */
function meeting(one, i, other, j) {
  for (let apart = 1; apart <= AHEAD; apart += 1) {
    for (let ahead = 0; ahead <= apart; ahead += 1) {
      const [x, y] = [i + ahead, j + apart - ahead];
      if (x < one.length && y < other.length && one[x] === other[y] && one[x + 1] === other[y + 1]) return [x, y];
    }
  }
  return [one.length, other.length];
}

/** The text that comes of *before*. Throws where *found* are no changes of it: whoever wrote them may be hostile. */
export function changed(before, found) {
  const lines = before.split("\n");
  const parts = [];
  let at = 0;
  for (const [from, count, come] of found) {
    const isWithin = Number.isInteger(from) && Number.isInteger(count) && from >= at && count >= 0 && from + count <= lines.length;
    if (!isWithin || !come.every((line) => typeof line === "string")) throw new RangeError("no changes of this text");
    parts.push(lines.slice(at, from), come);
    at = from + count;
  }
  return [...parts, lines.slice(at)].flat().join("\n");
}

// SPDX-License-Identifier: Apache-2.0
// Two texts as one, with what went and what came: by words, Chinese by characters.
const pieces = (text: string) => text.match(/[\p{Script=Han}]|[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
const tooMany = 1200;

type Part = { kind: 'same' | 'gone' | 'new'; text: string };

export function compare(before: string, after: string): Part[] {
  const a = pieces(before);
  const b = pieces(after);
  if (before === after) return [{ kind: 'same', text: after }];
  if (a.length > tooMany || b.length > tooMany) return [{ kind: 'gone', text: before }, { kind: 'new', text: after }];
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const parts: Part[] = [];
  const put = (kind: Part['kind'], text: string) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { put('same', a[i++]); j++; }
    else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) put('gone', a[i++]);
    else put('new', b[j++]);
  }
  return parts;
}

export function Difference({ before, after }: { before: string; after: string }) {
  return (
    <p className="clause">
      {compare(before, after).map((part, nth) => part.kind === 'same' ? <span key={nth}>{part.text}</span>
        : part.kind === 'gone' ? <del key={nth}>{part.text}</del> : <ins key={nth}>{part.text}</ins>)}
    </p>
  );
}

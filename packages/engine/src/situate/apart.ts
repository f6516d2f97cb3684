/** Ids in groups, so that no pair connects two of them. */
export const groupsOf = (ids: Iterable<string>, pairs: Iterable<readonly [string, string]>): Set<string>[] => {
  const groupOf = new Map<string, Set<string>>();
  for (const id of ids) groupOf.set(id, new Set([id]));
  const found = (id: string): Set<string> => {
    const group = groupOf.get(id) ?? new Set([id]);
    groupOf.set(id, group);
    return group;
  };
  for (const [a, b] of pairs) {
    const [one, other] = [found(a), found(b)].sort((x, y) => y.size - x.size) as [Set<string>, Set<string>];
    if (one === other) continue;
    for (const id of other) {
      one.add(id);
      groupOf.set(id, one);
    }
  }
  return [...new Set(groupOf.values())];
};

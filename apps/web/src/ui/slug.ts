/** An id for something named so: lower case, digits and -, starting with a letter, unlike those taken. */
export const slugOf = (name: string, taken: readonly string[], fallback: string): string => {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 56)
    .replace(/-+$/, '');
  const base = plain === '' ? fallback : plain;
  const free = (id: string): boolean => !taken.includes(id);
  if (free(base)) return base;
  let count = 2;
  while (!free(`${base}-${count}`)) count += 1;
  return `${base}-${count}`;
};

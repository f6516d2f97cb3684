import { DomainError, type OperationalStore } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { createWorkspace, type NewWorkspace } from './createWorkspace.js';
import { similarIds } from './workspaces.sql.js';

const ATTEMPTS = 5;
const LONGEST = 48;

/** `Été à Paris` → `ete-a-paris`. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '') || 'workspace';

/**
 * Creates a workspace under an id made of its name, owned by the person who asks (null: by all who own something).
 * @returns its id
 * @throws DomainError workspace.timezone (400), workspace.busy (409)
 */
export const addWorkspace = async (
  { sql }: { sql: OperationalStore },
  given: Pick<NewWorkspace, 'name' | 'timezone' | 'currency'>,
  owner: string | null,
): Promise<string> => {
  const name = wellFormed(given.name);
  const slug = slugOf(name);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const taken = new Set((await sql.query<{ id: string }>(similarIds, [slug])).map(({ id }) => id));
    let id = slug;
    for (let number = 2; taken.has(id); number++) id = `${slug}-${number}`;
    if (await createWorkspace({ sql }, { ...given, id, name, owner: owner ?? undefined })) return id;
  }
  throw new DomainError('workspace.busy', 409, 'Several workspaces of this name are being made; try again.');
};

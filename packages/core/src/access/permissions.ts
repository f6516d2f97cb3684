/** What a person may be in a workspace, the most powerful first. */
export const ROLES = ['owner', 'editor', 'analyst', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What can be permitted in a workspace. Every route of the API declares the one it needs. */
export const PERMISSIONS = [
  /** See and count: maps, customers and where they stand, definitions. */
  'read',
  /** Names, e-mail addresses, traits, identifiers and property values of single customers. */
  'personal',
  /** Try a draft on real history. */
  'preview',
  /** Change models, segments, personas and whatever else is defined. */
  'define',
  /** Import, replay what was refused, see the keys there are. */
  'sources',
  /** Make and delete keys. */
  'keys',
  /** Erase a customer everywhere. */
  'erase',
  /** Invite, change roles, remove. */
  'people',
  /** Rename or delete the workspace. */
  'workspace',
  /** Read who changed what. */
  'audit',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const TABLE: Readonly<Record<Permission, readonly Role[]>> = {
  read: ['owner', 'editor', 'analyst', 'viewer'],
  personal: ['owner', 'editor', 'viewer'],
  preview: ['owner', 'editor', 'analyst'],
  define: ['owner', 'editor'],
  sources: ['owner', 'editor'],
  keys: ['owner'],
  erase: ['owner'],
  people: ['owner'],
  workspace: ['owner'],
  audit: ['owner'],
};

/** Questions: whoever asks them changes nothing, whatever the method. */
const QUESTIONS: readonly Permission[] = ['read', 'personal', 'preview', 'audit'];
/** A program holding a key never decides who else gets in, nor that a workspace ends. */
const FOR_PEOPLE_ONLY: readonly Permission[] = ['people', 'workspace'];

/** Whether a role permits something, by the one table of permissions. */
export const can = (role: Role, permission: Permission): boolean => TABLE[permission].includes(role);

/** Whether an API key of a role permits something: as {@link can}, except for what is left to people. */
export const keyCan = (role: Role, permission: Permission): boolean =>
  can(role, permission) && !FOR_PEOPLE_ONLY.includes(permission);

/** The roles that permit something, the most powerful first. */
export const rolesWith = (permission: Permission): readonly Role[] => TABLE[permission];

/** Whether using a permission may change something. */
export const isChange = (permission: Permission): boolean => !QUESTIONS.includes(permission);

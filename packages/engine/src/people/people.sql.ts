/** The workspace asked for ($2), else the first, where a person has a role. */
export const membershipOf = `
select m.workspace_id, m.role from members m join workspaces w on w.id = m.workspace_id
where m.user_id = $1 and ($2::text is null or m.workspace_id = $2)
order by w.created_at, w.id limit 1`;

export const ownsSomething = `select exists (select 1 from members where user_id = $1 and role = 'owner') as owns`;
export const anyOwner = `select exists (select 1 from members where role = 'owner') as present`;
export const ownEverything = `
insert into members (workspace_id, user_id, role) select id, $1, 'owner' from workspaces
on conflict (workspace_id, user_id) do update set role = 'owner'`;

export const selectPeople = `
select u.id, u.name, u.email, m.role, m.since from members m join auth_users u on u.id = m.user_id
where m.workspace_id = $1 order by m.since, u.id`;

/** Whoever changes the owners of a workspace waits for whoever does so already. */
export const lockMembers = 'select 1 from workspaces where id = $1 for update';
export const memberOf = `
select u.id, u.name, u.email, m.role, m.since from members m join auth_users u on u.id = m.user_id
where m.workspace_id = $1 and m.user_id = $2`;
export const otherOwners = `
select count(*)::int as count from members where workspace_id = $1 and role = 'owner' and user_id <> $2`;
export const setRole = 'update members set role = $3 where workspace_id = $1 and user_id = $2';
export const removeMember = 'delete from members where workspace_id = $1 and user_id = $2';

const INVITATION = 'id, email, role, invited_by, created_at, expires_at';
export const memberByEmail = `
select 1 from members m join auth_users u on u.id = m.user_id
where m.workspace_id = $1 and lower(u.email) = lower($2)`;
/** A second invitation of an address takes the place of the first: its link no longer works. */
export const upsertInvitation = `
insert into invitations (workspace_id, email, role, hash, invited_by, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (workspace_id, lower(email)) do update
set id = gen_random_uuid(), email = excluded.email, role = excluded.role, hash = excluded.hash,
  invited_by = excluded.invited_by, created_at = excluded.created_at, expires_at = excluded.expires_at
returning ${INVITATION}`;
export const selectInvitations = `
select ${INVITATION} from invitations where workspace_id = $1 order by created_at desc, id`;
export const removeInvitation = `
delete from invitations where workspace_id = $1 and id::text = $2 returning ${INVITATION}`;

export const invitationByHash = `
select i.id, i.email, i.role, i.invited_by, i.created_at, i.expires_at, i.workspace_id, w.name as workspace_name,
  exists (select 1 from auth_users u where lower(u.email) = lower(i.email)) as account
from invitations i join workspaces w on w.id = i.workspace_id where i.hash = $1`;
/** Taken by one who comes first; the row comes back should joining fail. */
export const takeInvitation = `delete from invitations where hash = $1 and expires_at > $2
returning workspace_id, role`;
export const insertMember = `
insert into members (workspace_id, user_id, role) values ($1, $2, $3)
on conflict (workspace_id, user_id) do nothing`;

/** Nobody has an account, or nobody who has one owns anything. */
export const nobodyOwns = `
select not exists (select 1 from auth_users)
  or (exists (select 1 from workspaces) and not exists (select 1 from members where role = 'owner')) as nobody`;

/** Held until the transaction ends: one owner is made at a time, on however many servers. */
export const lockOwner = "select pg_advisory_xact_lock(hashtext('parcours owner account'))";

export const keepSecret = 'insert into secrets (name, value) values ($1, $2) on conflict do nothing';
export const readSecret = 'select value from secrets where name = $1';

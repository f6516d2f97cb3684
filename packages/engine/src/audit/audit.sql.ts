export const insertEntry = `
insert into audit (workspace_id, actor_kind, actor_id, actor_name, action, subject, before, after)
values ($1, $2, $3, $4, $5, $6, $7, $8)`;

export const selectEntries = `
select id::text, at, actor_kind, actor_id, actor_name, action, subject, before, after from audit
where (workspace_id = $1 or (workspace_id is null and actor_kind = $2 and actor_id = $3))
  and ($4::text is null or actor_id = $4)
  and ($5::text is null or action = $5 or starts_with(action, $5 || '.'))
  and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
  and ($8::bigint is null or id < $8::bigint)
order by audit.id desc limit $9`;

export const selectActors = `
select distinct on (actor_id) actor_kind as kind, actor_id as id, actor_name as name from audit
where workspace_id = $1 and actor_id is not null order by actor_id, id desc limit 500`;

const COLUMNS = 'id, workspace_id, kind, role, name, prefix, created_at, last_used_at';

export const insertKey = `
insert into api_keys (workspace_id, kind, name, prefix, hash, role) values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`;

export const selectKeys = `select ${COLUMNS} from api_keys where workspace_id = $1 order by created_at desc, id`;

export const removeKey = `delete from api_keys where workspace_id = $1 and id::text = $2 returning ${COLUMNS}`;

export const keyByHash = `select ${COLUMNS} from api_keys where hash = $1`;

/** Written at most once a minute per key, so that reading stays reading. */
export const touchKey = `
update api_keys set last_used_at = now()
where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`;

export const workspaceExists = 'select id from workspaces where id = $1';

const COLUMNS = `n.id, n.version, n.content, n.follows, n.changed_at, n.changed_by`;

export const notesOfMap = `
select ${COLUMNS} from map_notes n
where n.workspace_id = $1 and n.model = $2 and n.persona = $3 and not n.deleted
order by n.created_at, n.id`;

/** Held until the transaction ends: two who write to one map at once wait for each other. */
export const lockMap = `select pg_advisory_xact_lock(hashtext('parcours lanes'), hashtext($1 || ' ' || $2 || ' ' || $3))`;

export const countNotes = `
select count(*)::int as notes from map_notes
where workspace_id = $1 and model = $2 and persona = $3 and not deleted`;

export const insertNote = `
insert into map_notes as n (workspace_id, model, persona, content, follows, changed_by)
values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`;

export const noteOf = `
select ${COLUMNS}, n.deleted, n.model, n.persona from map_notes n
where n.workspace_id = $1 and n.model = $2 and n.id = $3 for update`;

export const updateNote = `
update map_notes as n set content = coalesce($3, content), deleted = $3::jsonb is null, version = version + 1,
  changed_at = now(), changed_by = $4
where n.workspace_id = $1 and n.id = $2 returning ${COLUMNS}`;

export const insertVersion = `
insert into map_note_versions (workspace_id, note_id, version, content, saved_by) values ($1, $2, $3, $4, $5)`;

export const versionOf = `
select content from map_note_versions where workspace_id = $1 and note_id = $2 and version = $3`;

/** The newest changes of one note, or of a whole map. */
export const versionsOfMap = `
select v.note_id as note, v.version, v.content, v.version = n.version as current, v.saved_at as at, v.saved_by as by
from map_notes n join map_note_versions v on v.workspace_id = n.workspace_id and v.note_id = n.id
where n.workspace_id = $1 and n.model = $2 and n.persona = $3 and ($4::uuid is null or n.id = $4)
order by v.saved_at desc, v.version desc, v.note_id
limit $5`;

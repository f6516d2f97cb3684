export const insertRejected = `
insert into rejected (workspace_id, at, code, message, field, payload, type, imported, sent_at, context)
select workspace_id, to_timestamp(at / 1000.0), code, message, field, payload, type, imported, sent_at, context
from unnest($1::text[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::bigint[], $10::text[])
  with ordinality as given (workspace_id, at, code, message, field, payload, type, imported, sent_at, context, place)
order by place`;

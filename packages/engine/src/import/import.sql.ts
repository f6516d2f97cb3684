export const countDuplicatesOf = `
select coalesce(sum(cardinality(places)), 0)::float8 as duplicates from log_duplicates where log_id = any($1::bigint[])`;

export const situatedUpTo = `select position::float8 as position from readers where reader = 'situate'`;

export const selectDemonstration = `
select (demonstration->>'shiftedDays')::int as "shiftedDays", coalesce((demonstration->>'loaded')::boolean, false) as loaded
from workspaces where id = $1`;

export const markLoaded = `
update workspaces set demonstration = demonstration || '{"loaded": true}' where id = $1 and demonstration is not null`;

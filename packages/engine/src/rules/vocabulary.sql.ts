/** More events than these no list shows. */
const MOST_EVENTS = 500;
/** Places in the table, spread evenly over profiles, from each of which some rows are read. */
const PLACES = ['0', '2', '4', '6', '8', 'a', 'c', 'e'].map((digit) =>
  '00000000-0000-0000-0000-000000000000'.replaceAll('0', digit),
);
const ROWS_OF_PLACE = 1_500;
const ROWS_OF_EVENT = 50;

/** Every event, the most frequent first. */
export const countEvents = `
select event, toFloat64(count()) as interactions from interactions
where workspace_id = {workspace:String}
group by event
order by interactions desc, event
limit ${MOST_EVENTS}`;

/** A bounded number of rows from all over the table, in its own order, so that little of it is read. */
export const sampleRows = PLACES.map(
  (place) => `
select event, rank, properties from (
  select event, rank, properties from interactions
  where workspace_id = {workspace:String} and profile_id >= toUUID('${place}')
  order by workspace_id, profile_id limit ${ROWS_OF_PLACE}
)`,
).join('\nunion all');

/** Some rows of events that are too rare for the sample. */
export const rowsOfEvents = `
select event, rank, properties from interactions
where workspace_id = {workspace:String} and event in {events:Array(String)}
limit ${ROWS_OF_EVENT} by event`;

// The log is trimmed once the warehouse reader is done with it: what it wrote must then survive a power cut too.
const durable = ['interactions', 'movements', 'profile_spans'].map(
  (table) => `alter table ${table} modify setting fsync_after_insert = 1, fsync_part_directory = 1`,
);

export const durableInserts = { id: '0002_durable', statements: durable };

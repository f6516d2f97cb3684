export const foundation = {
  id: '0001_foundation',
  statements: [
    `create table if not exists interactions (
      workspace_id LowCardinality(String),
      profile_id UUID,
      time DateTime64(3, 'UTC'),
      rank UInt8,
      message_id String,
      event LowCardinality(String),
      user_id String,
      anonymous_id String,
      properties String,
      context String,
      outbound Bool,
      imported Bool,
      log_id UInt64
    ) engine = MergeTree order by (workspace_id, profile_id, time, rank, message_id)
    settings non_replicated_deduplication_window = 1000`,
    // One movement per customer, model, value and instant [STAGE-1]; the newest version wins, deleted ones vanish.
    `create table if not exists movements (
      workspace_id LowCardinality(String),
      customer_id UUID,
      model LowCardinality(String),
      value String,
      at DateTime64(3, 'UTC'),
      from_stage LowCardinality(String),
      to_stage LowCardinality(String),
      kind LowCardinality(String),
      delta Int16,
      cause_message String,
      cause_event LowCardinality(String),
      clause Int16,
      version UInt64,
      deleted UInt8
    ) engine = ReplacingMergeTree(version, deleted) order by (workspace_id, customer_id, model, value, at)
    settings non_replicated_deduplication_window = 1000`,
    // Profiles that belong to another customer than their own, with the instant up to which they do.
    `create table if not exists profile_spans (
      workspace_id LowCardinality(String),
      profile_id UUID,
      until Int64,
      customer_id UUID,
      version UInt64,
      deleted UInt8
    ) engine = ReplacingMergeTree(version, deleted) order by (workspace_id, profile_id, until)`,
  ],
};

-- The inbox is read a channel at a time, and its channels are counted, without the messages.
create index inbox_messages_by_channel on inbox_messages (channel, ts);
